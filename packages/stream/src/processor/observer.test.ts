import type { Logger } from '@freshet/runtime';
import { expect, test } from 'vitest';
import { OUTAGE_MS, Observer } from './observer.ts';

const WAIT_MS_MAX = 500;

function openObserver() {
  let now = 0;
  let makes: () => Promise<void> = () => Promise.resolve();
  const told: string[] = [];
  let leftOut = 0;
  const said: string[] = [];
  const say = (_: object, message: string) => void said.push(message);
  const logger: Logger = { debug() {}, info: say, warn: say, error: say };
  const observer = new Observer<string>(
    {
      topic: 'news',
      waitMsMax: WAIT_MS_MAX,
      async records(sourcePartition, { offsets, observations }) {
        await makes();
        const values = observations.map((one, i) => `${sourcePartition}/${offsets[i]} ${one}`);
        return values.map((value) => ({ value: Buffer.from(value) }));
      },
    },
    {
      log: {
        publisher: {
          async publish(_topic: string, records: readonly { value: Uint8Array | null }[]) {
            told.push(...records.map(({ value }) => String(value)));
            return [];
          },
        } as never,
      },
      logger,
      metrics: { leftOut: { inc: (_: object, count: number) => (leftOut += count) } as never },
      clock: () => now,
      group: 'readers',
      partition: 3,
    },
  );
  return {
    told,
    said,
    leftOut: () => leftOut,
    pass: (ms: number) => (now += ms),
    make: (how: () => Promise<void>) => (makes = how),
    tell: (...offsets: number[]) =>
      observer.tell({ offsets, observations: offsets.map((offset) => `seen ${offset}`) }),
  };
}

test('a repeated slice tells only what was not told, since its outputs may be part of the world', async () => {
  const { tell, told } = openObserver();
  await tell(4, 7);
  await tell(4, 7, 9);
  await tell(7);
  expect(told).toEqual(['3/4 seen 4', '3/7 seen 7', '3/9 seen 9']);
});

test('what cannot be made is left out, with one warning per outage', async () => {
  const { tell, told, said, leftOut, make, pass } = openObserver();
  make(() => Promise.reject(new Error('the store is away')));
  await tell(1);
  await tell(2);
  pass(OUTAGE_MS);
  await tell(3);
  make(() => Promise.resolve());
  await tell(4);
  pass(OUTAGE_MS);
  await tell(1, 5);
  await tell(6);
  expect(told).toEqual(['3/5 seen 5', '3/6 seen 6']);
  expect(said).toEqual(['observations are left out', 'observations are told again']);
  expect(leftOut()).toBe(4);
});

test('an outage that hangs holds a batch up once, and then for a while no more', async () => {
  const { tell, make, told, said } = openObserver();
  make(() => new Promise(() => {}));
  const startedAt = performance.now();
  await tell(1);
  await tell(2);
  await tell(3);
  const elapsed = performance.now() - startedAt;
  expect(elapsed).toBeGreaterThan(WAIT_MS_MAX / 2);
  expect(elapsed).toBeLessThan(2 * WAIT_MS_MAX);
  expect([told, said]).toEqual([[], ['observations are left out']]);
});
