import { expect, it } from 'vitest';
import { Bell } from './bell.ts';

it('wakes the one who waits', async () => {
  const bell = new Bell();
  let awake = false;
  const waiting = bell.wait().then(() => {
    awake = true;
    return awake;
  });
  await Promise.resolve();
  expect(awake).toBe(false);
  bell.ring();
  expect(await waiting).toBe(true);
});

it('keeps a ring for the next wait, and only for that', async () => {
  const bell = new Bell();
  bell.ring();
  bell.ring();
  await bell.wait();
  let awake = false;
  void bell.wait().finally(() => {
    awake = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(awake).toBe(false);
});
