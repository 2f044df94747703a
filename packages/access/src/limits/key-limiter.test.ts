import { Registry } from '@freshet/runtime';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { testKey } from '../keys/key.fixture.ts';
import { KeyLimiter } from './key-limiter.ts';
import type { KeyLimits } from './key-limits.ts';
import { memoryCounter } from './memory-counter.ts';

/** 10 s before midnight. */
const evening = Date.UTC(2026, 10, 21, 23, 59, 50);
beforeEach(() => void vi.useFakeTimers({ now: evening }));
afterEach(() => void vi.useRealTimers());

const keyWith = (limits: KeyLimits) => testKey('publishable', { limits }).record;

function startLimiter() {
  const registry = new Registry();
  const limiter = new KeyLimiter({ counter: memoryCounter(), registry, clock: Date.now });
  return { limiter, registry };
}

const refused = (code: string, retryAfterS: number) =>
  expect.objectContaining({
    statusCode: 429,
    retryAfterS,
    problem: expect.objectContaining({ code }) as unknown,
  });

it('of a key without limits nothing is counted, and nothing is waited for', () => {
  const consume = vi.spyOn(RateLimiterMemory.prototype, 'consume');
  const { limiter } = startLimiter();
  const free = testKey('secret').record;
  expect(limiter.takeEvents(free, 500)).toBeUndefined();
  expect(limiter.takeRequest(free)).toBeUndefined();
  expect(limiter.takeRequest(keyWith({ eventsPerDay: 1 }))).toBeUndefined();
  expect(limiter.takeEvents(keyWith({ requestsPerSecond: 1 }), 2)).toBeUndefined();
  expect(consume).not.toHaveBeenCalled();
});

it('so many events a second, and after Retry-After as many again', async () => {
  const { limiter } = startLimiter();
  const key = keyWith({ eventsPerSecond: 10 });
  await limiter.takeEvents(key, 6);
  await limiter.takeEvents(key, 4);
  await expect(limiter.takeEvents(key, 1)).rejects.toEqual(refused('RATE_LIMITED', 1));
  await limiter.takeEvents(keyWith({ eventsPerSecond: 10 }), 10);
  vi.advanceTimersByTime(1_000);
  await limiter.takeEvents(key, 10);
});

it('so many calls a second', async () => {
  const { limiter, registry } = startLimiter();
  const key = keyWith({ requestsPerSecond: 2 });
  await limiter.takeRequest(key);
  await limiter.takeRequest(key);
  await expect(limiter.takeRequest(key)).rejects.toEqual(refused('RATE_LIMITED', 1));
  vi.advanceTimersByTime(1_000);
  await limiter.takeRequest(key);
  expect(await registry.metrics()).toContain('limited_total{code="RATE_LIMITED"} 1');
});

it('so many events a day, which ends at midnight UTC', async () => {
  const { limiter, registry } = startLimiter();
  const key = keyWith({ eventsPerDay: 100 });
  await limiter.takeEvents(key, 60);
  await expect(limiter.takeEvents(key, 50)).rejects.toEqual(refused('QUOTA_EXHAUSTED', 10));
  // What was not taken is not counted.
  await limiter.takeEvents(key, 40);
  vi.advanceTimersByTime(9_000);
  await expect(limiter.takeEvents(key, 1)).rejects.toEqual(refused('QUOTA_EXHAUSTED', 1));
  vi.advanceTimersByTime(1_000);
  await limiter.takeEvents(key, 100);
  await expect(limiter.takeEvents(key, 1)).rejects.toEqual(refused('QUOTA_EXHAUSTED', 86_400));
  expect(await registry.metrics()).toContain('limited_total{code="QUOTA_EXHAUSTED"} 3');
});

it('a day loses nothing to what was too fast', async () => {
  const { limiter } = startLimiter();
  const key = keyWith({ eventsPerSecond: 10, eventsPerDay: 20 });
  await limiter.takeEvents(key, 10);
  await expect(limiter.takeEvents(key, 10)).rejects.toEqual(refused('RATE_LIMITED', 1));
  vi.advanceTimersByTime(1_000);
  await limiter.takeEvents(key, 10);
});

it('what no waiting would let in is to be sent in parts', async () => {
  const { limiter } = startLimiter();
  const key = keyWith({ eventsPerSecond: 10 });
  await expect(limiter.takeEvents(key, 11)).rejects.toMatchObject({
    statusCode: 413,
    retryAfterS: undefined,
    problem: { code: 'BATCH_OVER_LIMIT' },
  });
  await limiter.takeEvents(key, 10);
});

it('holds nothing of windows that have ended', async () => {
  const counter = memoryCounter() as RateLimiterMemory;
  const limiter = new KeyLimiter({ counter, registry: new Registry(), clock: Date.now });
  for (let i = 0; i < 100; i++) {
    await limiter.takeEvents(keyWith({ eventsPerSecond: 1, eventsPerDay: 1 }), 1);
  }
  expect(counter.dump().storage).toHaveLength(200);
  vi.advanceTimersByTime(80_000);
  expect(counter.dump().storage).toEqual([]);
});
