import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type BehaviourEvent, behaviourEventCodec, topics } from '@freshet/events';
import type { Log } from '@freshet/stream';
import { describe, expect, it } from 'vitest';
import { runRestore, startPosting, withFolder } from '../support/backup.ts';
import { eventually } from '../support/eventually.ts';
import { startFreshet, temporaryFolder } from '../support/forms.ts';
import { runFreshet } from '../support/freshet-command.ts';
import { getJson, postJson } from '../support/http.ts';
import { expectModel } from '../support/pipeline.ts';

const PARTITIONS = 4;
const CLIENTS = 6;

/** In offset order within each partition. */
async function eventsIn(log: Log): Promise<BehaviourEvent[]> {
  const events: BehaviourEvent[] = [];
  const follower = await log.follow({
    topic: topics.behaviourEvents.name,
    record: ({ value }) => void events.push(behaviourEventCodec.decode(value!)),
    onFatal(error) {
      throw error;
    },
  });
  await follower.caughtUp;
  await follower.close();
  return events;
}

const backUp = (url: string, folder: string) => runFreshet('backup', folder, '--url', url);

describe('a back-up under load', () => {
  it('has every event acknowledged before it once, and what follows from them', async () => {
    const running = await startFreshet(temporaryFolder(), PARTITIONS);
    const load = startPosting(running.url, { name: 'first', clients: CLIENTS, size: 10 });
    await eventually('events come', () => expect(load.acknowledged.size).toBeGreaterThan(2_000));
    const before = [...load.acknowledged];
    const folder = join(temporaryFolder(), 'backup');
    expect(await backUp(running.url, folder)).toMatchObject({
      code: 0,
      output: expect.stringContaining(`${folder} is backed up`),
    });
    const during = load.acknowledged.size;
    await eventually('they go on', () => {
      expect(load.acknowledged.size).toBeGreaterThan(during + 500);
    });
    await load.stop();
    expect(statSync(folder).mode & 0o777, 'it is nobody else’s').toBe(0o700);

    const dataDir = join(temporaryFolder(), 'restored');
    expect(await runRestore(folder, dataDir)).toMatchObject({
      code: 0,
      output: expect.stringMatching(/is as it was at 20.*PARTITIONS=4 DEPLOYMENT=shop/),
    });
    const held = await withFolder(dataDir, PARTITIONS, async ({ log }) => eventsIn(log));
    const ids = held.map(({ id }) => id);
    expect(new Set(ids).size, 'no event is there twice').toBe(ids.length);
    const there = new Set(ids);
    expect(
      before.filter((id) => !there.has(id)),
      'acknowledged before, and gone',
    ).toEqual([]);

    // The instance it was taken from still runs: the copy is not taken for its folder.
    const restored = await startFreshet(dataDir, PARTITIONS);
    const more = startPosting(restored.url, { name: 'second', clients: 1, size: 10 });
    await eventually('events come', () => expect(more.acknowledged.size).toBeGreaterThan(200));
    await more.stop();
    await eventually('all are processed', async () => {
      const metrics = await (await fetch(`${restored.url}/metrics`)).text();
      const processed = [...metrics.matchAll(/^freshet_partition_lag_records\S* (\d+)/gm)];
      expect(processed.map(([, lag]) => Number(lag)).reduce((a, b) => a + b, 0)).toBe(0);
    });
    expect(await restored.stop()).toBe(0);
    await withFolder(dataDir, PARTITIONS, async ({ log, store }) => {
      const all = await eventsIn(log);
      expect(all.length).toBe(held.length + more.acknowledged.size);
      await expectModel(store, PARTITIONS, all);
    });
  });
});

const REQUESTS = 200;
const PER_REQUEST = 60;

/** So that the copy takes long enough to be caught. */
async function postLargeEvents(url: string): Promise<void> {
  const properties = Object.fromEntries(
    Array.from({ length: 8 }, (_, i) => [`p${i}`, 'x'.repeat(900)]),
  );
  for (let n = 0; n < REQUESTS; n += 1) {
    const events = Array.from({ length: PER_REQUEST }, (_, i) => ({
      id: `large-${n}-${i}`,
      type: 'looked',
      userId: `user-${n % 50}`,
      properties,
    }));
    const { status, body } = await postJson(`${url}/v1/events`, { events });
    expect(status, JSON.stringify(body)).toBe(202);
  }
}

it('an instance killed during a back-up leaves none, and has lost nothing', async () => {
  const dataDir = temporaryFolder();
  const folders = temporaryFolder();
  const running = await startFreshet(dataDir, PARTITIONS);
  await postLargeEvents(running.url);
  let caught: string | undefined;
  // One that was done before it was caught is whole, and the next is tried.
  for (let n = 0; caught === undefined && n < 20; n += 1) {
    const folder = join(folders, `backup-${n}`);
    await postJson(`${running.url}/v1/admin/backups`, { path: folder });
    await running.kill('SIGSTOP');
    if (!existsSync(folder)) {
      caught = folder;
      break;
    }
    await running.kill('SIGCONT');
    await eventually('it is done', async () => {
      expect(await getJson(`${running.url}/v1/admin/backups`)).toMatchObject({ status: 'done' });
    });
  }
  expect(caught, 'no back-up was caught under way').toBeDefined();
  await running.kill('SIGKILL');
  expect(readdirSync(folders)).toContain(`${caught!.split('/').at(-1)}.partial`);
  const partial = await runRestore(`${caught}.partial`, join(temporaryFolder(), 'x'));
  expect(partial).toMatchObject({ code: 1, output: expect.stringMatching(/BACKUP_UNUSABLE/) });

  const again = await startFreshet(dataDir, PARTITIONS);
  expect(await backUp(again.url, caught!)).toMatchObject({
    code: 1,
    output: expect.stringMatching(/BACKUP_REFUSED: .*rm -r .*\.partial/),
  });
  rmSync(`${caught}.partial`, { recursive: true });
  expect((await backUp(again.url, caught!)).code).toBe(0);
  const restored = join(temporaryFolder(), 'restored');
  expect((await runRestore(caught!, restored)).code).toBe(0);
  const held = await withFolder(restored, PARTITIONS, async ({ log }) => eventsIn(log));
  expect(new Set(held.map(({ id }) => id)).size).toBe(REQUESTS * PER_REQUEST);
  expect(held.length).toBe(REQUESTS * PER_REQUEST);
});

it('refuses what cannot be, and says what to do', async () => {
  const dataDir = temporaryFolder();
  const running = await startFreshet(dataDir, PARTITIONS);
  const there = temporaryFolder();
  const refusals = [
    { folder: there, says: /BACKUP_REFUSED: .*is there already, and nothing is overwritten/ },
    { folder: join(there, 'a', 'b'), says: /BACKUP_REFUSED: .*there is no folder .*make it first/ },
  ];
  for (const { folder, says } of refusals) {
    const output = expect.stringMatching(says) as string;
    expect(await backUp(running.url, folder)).toMatchObject({ code: 1, output });
  }
  expect(await postJson(`${running.url}/v1/admin/backups`, { path: 'here' })).toMatchObject({
    status: 409,
  });
  expect(await postJson(`${running.url}/v1/admin/backups`, { folder: there })).toMatchObject({
    status: 400,
  });
  const folder = join(there, 'backup');
  expect((await backUp(running.url, folder)).code).toBe(0);
  expect(await runRestore(folder, dataDir)).toMatchObject({
    code: 1,
    output: expect.stringMatching(/RESTORE_REFUSED: .*data\.mdb in it; set DATA_DIR/),
  });
});
