import { expect, it } from 'vitest';
import { newEventId } from './event-id.ts';

it('is a version 7 UUID of its time, never the same twice', () => {
  const early = newEventId(1_700_000_000_000);
  const ids = Array.from({ length: 1000 }, () => newEventId(1_700_000_000_001));
  for (const id of ids) {
    expect(id).toMatch(/^018bcfe5-6801-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(id > early).toBe(true);
  }
  expect(new Set(ids).size).toBe(ids.length);
});
