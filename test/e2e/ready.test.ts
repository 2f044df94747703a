import { expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { startFreshet, temporaryFolder } from '../support/forms.ts';
import { freePorts } from '../support/free-port.ts';
import { getJson, postJson } from '../support/http.ts';
import { commands, startProcess, stripTypes } from '../support/processes.ts';

const EVENTS = 20_000;
const PER_REQUEST = 500;
const PARTITIONS = 8;

interface Snapshot {
  readonly windows: readonly { readonly lengthS: number; readonly events: number }[];
}
interface Health {
  readonly groups: readonly { readonly group: string; readonly assignments: number | null }[];
  readonly notSeen: readonly string[];
}

it('says that it runs once shop and back office show what they know', async () => {
  const dataDir = temporaryFolder();
  const before = await startFreshet(dataDir, PARTITIONS);
  await eventually('the shop is stocked', () => openedShop(before.url));
  for (let sent = 0; sent < EVENTS; sent += PER_REQUEST) {
    const events = Array.from({ length: PER_REQUEST }, (_, i) => {
      return { type: 'view', userId: `user-${sent + i}`, itemId: 'tent' };
    });
    expect((await postJson(`${before.url}/v1/events`, { events })).status).toBe(202);
  }
  await before.stop();

  const [port] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const { output } = startProcess({
    command: [process.execPath, ...stripTypes, ...commands['freshet start']],
    env: {
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataDir,
      PARTITIONS: String(PARTITIONS),
      LOG_LEVEL: 'warn',
    },
    isFromSources: true,
  });
  await eventually(
    'it says that it runs',
    () => expect(output()).toContain(`Freshet is running at ${url}/`),
    { timeoutMs: 60_000 },
  );
  const { notSeen, groups } = await getJson<Health>(`${url}/v1/dashboard/health`);
  expect(notSeen).toEqual([]);
  expect(groups.filter(({ assignments }) => assignments === null)).toEqual([]);
  const { windows } = await getJson<Snapshot>(`${url}/v1/dashboard/snapshot`);
  expect(windows.find(({ lengthS }) => lengthS === 300)?.events).toBe(EVENTS);
  await openedShop(url);
});

async function openedShop(url: string): Promise<void> {
  expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  expect((await fetch(url)).status).toBe(200);
}
