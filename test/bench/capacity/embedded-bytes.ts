import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../support/eventually.ts';
import { getJson } from '../../support/http.ts';
import { startChild } from '../child.ts';
import { readClicks } from '../clicks.ts';
import { takenPerSecond } from '../event-requests.ts';
import type { Figure } from '../figure.ts';
import type { Run } from '../run.ts';
import type { LoadCalls } from '../servers/load-client.ts';
import { startService } from '../service.ts';

const LOAD_S = 4;

interface Topics {
  readonly topics: readonly {
    readonly name: string;
    readonly partitions: readonly { readonly start: number; readonly end: number }[];
  }[];
}

/** What the embedded form's file grows by for an event: log, what is made of it, and state. */
export async function embeddedBytes(run: Run): Promise<readonly Figure[]> {
  const dir = await mkdtemp(join(tmpdir(), 'freshet-bench-data-'));
  await run.keep(Promise.resolve({ stop: () => rm(dir, { recursive: true, force: true }) }));
  const client = await run.keep(startChild<LoadCalls>('load-client'));
  const service = await startService(run, 'freshet start', { DATA_DIR: dir });
  const post = takenPerSecond(client, service.url, await readClicks(run.options.clicks));
  const size = async () => (await stat(join(dir, 'data.mdb'))).size;
  const before = await size();
  await post(LOAD_S);
  const events = await drained(service.url);
  const value = ((await size()) - before) / events;
  return [
    { name: 'event-embedded-bytes', unit: 'B', value, reference: before, against: 'an empty one' },
  ];
}

/** Waits until all is processed; answers with the events. */
async function drained(url: string): Promise<number> {
  await eventually('all is processed', async () => {
    const text = await (await fetch(`${url}/metrics`)).text();
    const lags = [...text.matchAll(/^freshet_partition_lag_records\S* (\d+)/gm)];
    const left = lags.reduce((sum, [, lag]) => sum + Number(lag), 0);
    if (left > 0) throw new Error(`${left} records are left`);
  });
  const { topics } = await getJson<Topics>(`${url}/v1/admin/topics`);
  const { partitions } = topics.find(({ name }) => name === 'behaviour.events')!;
  return partitions.reduce((sum, { start, end }) => sum + end - start, 0);
}
