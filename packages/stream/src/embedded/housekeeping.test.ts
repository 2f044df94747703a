import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Topic } from '@freshet/events';
import { createLogger } from '@freshet/runtime';
import { openEnvironment } from '@freshet/store/embedded';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { Log } from '../log.ts';
import { createEmbeddedLog } from './embedded-log.ts';

const short: Topic = {
  name: 'short',
  kind: 'intake',
  partitions: 1,
  cleanup: 'delete',
  retentionMs: 300,
};
const table: Topic = { name: 'table', kind: 'table', partitions: 1, cleanup: 'compact' };

function openLog(): Log {
  const dir = mkdtempSync(join(tmpdir(), 'freshet-kept-'));
  const environment = openEnvironment(dir);
  const logger = createLogger('test', 'silent');
  const log = createEmbeddedLog({ environment, partitions: 1, logger, retentionCheckMs: 10 });
  onTestFinished(async () => {
    await log.close();
    await environment.close();
    rmSync(dir, { recursive: true });
  });
  return log;
}

/** Rounds are 10 ms apart, but other suites may be running. */
const patient = { timeout: 60_000 };

it('keeps each topic as it is declared, round after round', async () => {
  const log = openLog();
  await log.admin.ensureTopics([short, table]);
  for (let round = 1; round <= 2; round++) {
    await log.publisher.publish('short', [{ value: Buffer.from('old') }]);
    await vi.waitFor(async () => {
      expect(await log.admin.offsets('short')).toEqual([
        { partition: 0, start: round, end: round },
      ]);
    }, patient);
  }
  const value = Buffer.alloc(100_000);
  for (let i = 0; i < 30; i++) await log.publisher.publish('table', [{ key: 'k', value }]);
  await vi.waitFor(async () => {
    const offsets: number[] = [];
    const follower = await log.follow({
      topic: 'table',
      record: ({ offset }) => void offsets.push(offset),
      onFatal: () => {},
    });
    await follower.caughtUp;
    await follower.close();
    expect(offsets.length).toBeLessThan(30);
    expect(offsets.at(-1)).toBe(29);
  }, patient);
});

it('asks a consumer again where to go on when its offset is dropped', async () => {
  const log = openLog();
  await log.admin.ensureTopics([short]);
  await log.publisher.publish('short', [{ value: Buffer.from('dropped') }]);
  await vi.waitFor(async () => {
    expect(await log.admin.offsets('short')).toMatchObject([{ start: 1 }]);
  }, patient);
  // What comes next is to be read, however long that takes.
  await log.admin.setRetention('short', { ms: 3_600_000, bytes: -1 });
  const answers = [{ offset: 0 }, 'latest'] as const;
  let asked = 0;
  const seen: number[] = [];
  await log.consume({
    group: 'late',
    topic: 'short',
    position: async () => answers[asked++]!,
    async handle({ records }) {
      seen.push(...records.map(({ offset }) => offset));
      return { next: records.at(-1)!.offset + 1 };
    },
    onFatal: () => {},
  });
  await vi.waitFor(() => expect(asked).toBe(2), patient);
  await log.publisher.publish('short', [{ value: Buffer.from('new') }]);
  await vi.waitFor(() => expect(seen).toEqual([1]), patient);
});
