import { expect, it } from 'vitest';
import { Turnstile } from './turnstile.ts';

it('lets one through in each turn of the event loop, in order', async () => {
  const turnstile = new Turnstile();
  let turn = 0;
  const count = () => {
    turn += 1;
    if (turn < 20) setImmediate(count);
  };
  setImmediate(count);
  const passed: [number, number][] = [];
  const pass = async (who: number) => {
    await turnstile.pass();
    passed.push([who, turn]);
  };
  await Promise.all([1, 2, 3].map(pass));
  expect(passed.map(([who]) => who)).toEqual([1, 2, 3]);
  expect(new Set(passed.map(([, at]) => at)).size).toBe(3);
});
