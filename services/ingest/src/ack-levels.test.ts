import { expect, test } from 'vitest';
import { parseAckLevels } from './ack-levels.ts';

test('each type has the level that stands behind it', () => {
  expect([...parseAckLevels('scroll=none, impression=leader,purchase=all')]).toEqual([
    ['scroll', 'none'],
    ['impression', 'leader'],
    ['purchase', 'all'],
  ]);
});

test('nothing set means nothing special', () => {
  expect(parseAckLevels('').size).toBe(0);
});

test.for(['scroll', 'scroll=most', '=none', 'a=none=b', 'a=none,', 'a=toString'])(
  '"%s" is refused in words that name it',
  (text) => {
    expect(() => parseAckLevels(text)).toThrow(/must be an event type, "=" and one of/);
  },
);
