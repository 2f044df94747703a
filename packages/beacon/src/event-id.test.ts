import { afterAll, expect, it, vi } from 'vitest';

// The module remembers its last time: this is one for these tests alone.
vi.resetModules();
const { newEventId } = await import('./event-id.ts');
afterAll(() => void vi.resetModules());

it('is a UUIDv7 of its time, and those of one moment sort as they were made', () => {
  const now = Date.UTC(2026, 10, 22, 12);
  const ids = Array.from({ length: 100 }, () => newEventId(now));
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(ids[0]!.replace('-', '').slice(0, 12), 16)).toBe(now);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(100);
});

it('goes on rising when the clock is set back', () => {
  const before = newEventId(Date.UTC(2027, 0));
  expect(newEventId(Date.UTC(2026, 0)) > before).toBe(true);
});
