import { expect, test } from 'vitest';
import { RecentStates } from './recent-states.ts';

test('at the bound the state written longest ago is forgotten, and that is told', () => {
  const codec = { encode: (text: string) => Buffer.from(text), decode: String };
  let forgotten = 0;
  const states = new RecentStates<string>(codec, 2, () => forgotten++);
  states.set('ada', 'a');
  states.set('bob', 'b');
  states.set('ada', 'a again');
  expect(forgotten).toBe(0);
  states.set('cem', 'c');
  expect(['ada', 'bob', 'cem'].map((key) => states.get(key))).toEqual(['a again', undefined, 'c']);
  expect(forgotten).toBe(1);
  states.set('cem', undefined);
  expect(states.get('cem')).toBeUndefined();
});
