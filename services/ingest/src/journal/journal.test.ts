import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { open as openFile, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, type Logger } from '@freshet/runtime';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Backlog } from './backlog.ts';
import { encodeEntry, type Entry } from './entry.ts';
import { decodeFrame, encodeFrame } from './frame.ts';
import { Journal, type JournalOptions } from './journal.ts';
import { segmentPath } from './segment.ts';

const quiet = createLogger('test', 'silent');

function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'freshet-journal-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

const open = (dir: string, options: Partial<JournalOptions> = {}): Promise<Journal> =>
  Journal.open({ dir, bytesMax: 10_000_000, logger: quiet, ...options });

const entry = (id: string, partition = 0): Entry => ({
  topic: 'events',
  partition,
  message: { id, key: `key-${partition}`, value: Buffer.from(`content of ${id}`) },
});

const idsOf = async (journal: Journal, backlog: Backlog): Promise<(string | null)[]> => {
  const messages = backlog.front(backlog.size).map((located) => journal.read(located));
  return (await Promise.all(messages)).map(({ id }) => id);
};

/** The ids a journal still holds, lane by lane. */
async function held(journal: Journal): Promise<Record<string, (string | null)[]>> {
  const lanes = journal.recovered.map(
    async (backlog) => [`${backlog.name.partition}`, await idsOf(journal, backlog)] as const,
  );
  return Object.fromEntries(await Promise.all(lanes));
}

test('what was appended is answered for once the disk has flushed it, and not before', async () => {
  const journal = await open(temporaryFolder());
  const file = await openFile(import.meta.filename);
  const handles = Object.getPrototypeOf(file) as typeof file;
  await file.close();
  const { datasync } = handles;
  const flushes: (() => void)[] = [];
  vi.spyOn(handles, 'datasync').mockImplementation(async function waiting(this: typeof file) {
    await new Promise<void>((resolve) => flushes.push(resolve));
    await datasync.call(this);
  });
  onTestFinished(() => void vi.restoreAllMocks());
  let isAnswered = false;
  const appended = journal.append([entry('a')]).finally(() => {
    isAnswered = true;
  });
  await vi.waitFor(() => expect(flushes).toHaveLength(1));
  await new Promise((resolve) => setImmediate(resolve));
  expect(isAnswered).toBe(false);
  flushes[0]!();
  await appended;
  await journal.close();
});

test('once closed it leaves the folder to whoever opens it next', async () => {
  const dir = temporaryFolder();
  const journal = await open(dir);
  const [located] = await journal.append([entry('a')]);
  await journal.close();
  const next = await open(dir);
  const mark = { topic: 'events', partition: 0, position: located!.position };
  await journal.sent(mark, [located!.position]);
  await expect(journal.append([entry('b')])).rejects.toMatchObject({ code: 'JOURNAL_UNWRITABLE' });
  expect(await held(next)).toEqual({ 0: ['a'] });
  await next.close();
});

test('what was appended is there after a restart, in order, lane by lane', async () => {
  const dir = temporaryFolder();
  const journal = await open(dir);
  await Promise.all([
    journal.append([entry('a'), entry('b', 1)]),
    journal.append([entry('c')]),
    journal.append([{ ...entry('d', 1), message: { id: null, key: 'k', value: null } }]),
  ]);
  await journal.close();
  const again = await open(dir);
  expect(await held(again)).toEqual({ 0: ['a', 'c'], 1: ['b', null] });
  const [first] = again.recovered[0]!.front(1);
  expect(await again.read(first!)).toEqual(entry('a').message);
  await again.close();
});

test('a message without headers lies there as older releases wrote it, one with them says so', async () => {
  const headers = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };
  const { topic, partition, message } = entry('a');
  const { id, key, value } = message;
  const older = { topic, partition, id, key };
  expect(encodeEntry(entry('a'))).toEqual(encodeFrame(older, value!));
  const traced = encodeEntry({ topic, partition, message: { ...message, headers } });
  expect(decodeFrame(traced)).toMatchObject({ header: { ...older, headers }, body: value });
});

test('what the log has does not come back, and its room is given back', async () => {
  const dir = temporaryFolder();
  const journal = await open(dir);
  const [a, b] = await journal.append([entry('a'), entry('b')]);
  await journal.append([entry('c', 1)]);
  await journal.sent({ topic: 'events', partition: 0, position: a!.position }, [a!.position]);
  await journal.close();
  const again = await open(dir);
  expect(await held(again)).toEqual({ 0: ['b'], 1: ['c'] });
  const [c] = again.recovered[1]!.front(1);
  await again.sent({ topic: 'events', partition: 0, position: b!.position }, [b!.position]);
  await again.sent({ topic: 'events', partition: 1, position: c!.position }, [c!.position]);
  await again.close();
  expect(readdirSync(dir)).toEqual([]);
});

test('past its bound it takes nothing more of a call, until room is given back', async () => {
  const journal = await open(temporaryFolder(), { bytesMax: 4_000 });
  const positions: number[] = [];
  const fill = async (): Promise<void> => {
    for (let i = 0; i < 100; i++) {
      positions.push(...(await journal.append([entry(`${i}`)])).map(({ position }) => position));
    }
  };
  await expect(fill()).rejects.toMatchObject({ code: 'JOURNAL_FULL', retriable: true });
  expect(positions.length).toBeGreaterThan(20);
  expect(journal.bytes).toBeLessThanOrEqual(4_000);
  const some = positions.slice(0, positions.length / 2);
  await journal.sent({ topic: 'events', partition: 0, position: some.at(-1)! }, some);
  await journal.append([entry('later')]);
  await journal.close();
});

test('a folder that cannot be written is a refusal to try again, and no more than that', async () => {
  const dir = temporaryFolder();
  const journal = await open(dir);
  rmSync(dir, { recursive: true });
  await expect(journal.append([entry('a')])).rejects.toMatchObject({
    code: 'JOURNAL_UNWRITABLE',
    retriable: true,
    message: expect.stringContaining(dir),
  });
  await expect(journal.append([entry('b')])).rejects.toMatchObject({ code: 'JOURNAL_UNWRITABLE' });
  expect(journal.bytes).toBe(0);
  await journal.close();
});

describe('of its files', () => {
  /** Ids 0, 1, 2 …, one call each, every third marked as sent when it is on disk. */
  async function written(dir: string, count: number): Promise<string> {
    const journal = await open(dir);
    // Never sent, or the first mark would give the file back.
    await journal.append([entry('first', 9)]);
    for (let i = 0; i < count; i++) {
      const [located] = await journal.append([entry(`${i}`, i % 3)]);
      const { position } = located!;
      if (i % 3 === 0) await journal.sent({ topic: 'events', partition: 0, position }, [position]);
    }
    await journal.close();
    return segmentPath(dir, 1);
  }

  /** Every lane holds what was appended to it in order, with no gap, up to some point. */
  function expectPrefix(lanes: Record<string, (string | null)[]>): number {
    const [one = [], two = []] = [lanes[1], lanes[2]];
    expect(one).toEqual(one.map((_, i) => `${1 + 3 * i}`));
    expect(two).toEqual(two.map((_, i) => `${2 + 3 * i}`));
    expect(one.length - two.length).toBeOneOf([0, 1]);
    // Lane 0 is marked entry by entry: at most the last one can have lost its mark.
    expect(lanes[0]?.length ?? 0).toBeLessThanOrEqual(1);
    return one.length + two.length;
  }

  test('any cut leaves what was written before it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 12 }), fc.nat(), async (count, at) => {
        const dir = mkdtempSync(join(tmpdir(), 'freshet-journal-'));
        try {
          const file = await written(dir, count);
          const { size } = await stat(file);
          const whole = 2 * Math.floor(count / 3) + Math.max(0, (count % 3) - 1);
          truncateSync(file, at % (size + 1));
          const journal = await open(dir);
          const kept = expectPrefix(await held(journal));
          expect(kept).toBeLessThanOrEqual(whole);
          if (at % (size + 1) === size) expect(kept).toBe(whole);
          // And it goes on from there.
          await journal.append([entry('next', 5)]);
          await journal.close();
          const again = await open(dir);
          expect((await held(again))[5]).toEqual(['next']);
          await again.close();
        } finally {
          rmSync(dir, { recursive: true });
        }
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  test('any flipped byte leaves what was written before it', async () => {
    const dir = temporaryFolder();
    const file = await written(dir, 9);
    const bytes = await readFile(file);
    for (let at = 0; at < bytes.length; at += 7) {
      const damaged = Buffer.from(bytes);
      damaged[at]! ^= 0x41;
      writeFileSync(file, damaged);
      const journal = await open(dir);
      const kept = expectPrefix(await held(journal));
      expect(kept).toBeLessThan(6);
      await journal.close();
      writeFileSync(file, bytes);
    }
  });

  test('zeros at the end, as a power cut leaves them, are no records, and a message says so', async () => {
    const dir = temporaryFolder();
    const file = await written(dir, 6);
    const { size } = await stat(file);
    appendFileSync(file, Buffer.alloc(64));
    const warnings: object[] = [];
    const logger: Logger = { ...quiet, warn: (fields) => void warnings.push(fields) };
    const journal = await open(dir, { logger });
    expect(await held(journal)).toMatchObject({ 1: ['1', '4'], 2: ['2', '5'] });
    expect(warnings).toEqual([{ file, keptBytes: size, tornBytes: 64 }]);
    await journal.close();
  });

  test('those of others are left alone', async () => {
    const dir = temporaryFolder();
    writeFileSync(join(dir, 'notes.txt'), 'mine');
    await (await open(dir)).close();
    expect(readdirSync(dir)).toEqual(['notes.txt']);
  });
});

describe('two processes on one folder', () => {
  const owner = (dir: string, pid: number, started = ''): void =>
    writeFileSync(join(dir, 'owner.json'), JSON.stringify({ pid, started }));

  test('are one too many, and the second is told which the first is', async () => {
    const dir = temporaryFolder();
    owner(dir, process.ppid);
    await expect(open(dir)).rejects.toMatchObject({
      code: 'JOURNAL_IN_USE',
      message: expect.stringContaining(`process ${process.ppid}`),
    });
  });

  test.for([
    { why: 'ended', content: '{"pid":999999999,"started":"1"}' },
    { why: 'ended, its id used again', content: `{"pid":${process.ppid},"started":"1"}` },
    { why: 'was torn by a power cut', content: '{"pid":12' },
  ])('are no problem when the first $why', async ({ content }) => {
    const dir = temporaryFolder();
    writeFileSync(join(dir, 'owner.json'), content);
    const journal = await open(dir);
    expect(readdirSync(dir)).toEqual(['owner.json']);
    await journal.close();
    expect(readdirSync(dir)).toEqual([]);
  });
});
