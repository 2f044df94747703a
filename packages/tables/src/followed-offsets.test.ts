import { expect, test } from 'vitest';
import { FollowedOffsets } from './followed-offsets.ts';

test('what was not read yet of each partition adds up, without what is no longer kept', () => {
  const followed = new FollowedOffsets();
  const ends = [
    { partition: 0, start: 0, end: 5 },
    { partition: 1, start: 7, end: 10 },
  ];
  expect(followed.lag('t', ends)).toBe(8);
  followed.advance('t', 1, 9);
  followed.advance('other', 0, 5);
  expect(followed.lag('t', ends)).toBe(6);
  followed.advance('t', 0, 5);
  followed.advance('t', 1, 10);
  expect(followed.lag('t', ends)).toBe(0);
});
