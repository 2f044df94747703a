import { expect, test } from 'vitest';
import { LESSON_COUNTS, LESSONS_PER_HOUR_MAX, mayTeach } from './hourly-lessons.ts';

const HOUR_MS = 3_600_000;
const open = () => ({ hour: 0, lessons: new Uint8Array(LESSON_COUNTS) });

function teaches(site: ReturnType<typeof open>, profile: number, at: number, times: number) {
  return Array.from({ length: times }, () => mayTeach(site, { profile, at })).filter(Boolean)
    .length;
}

test('a profile teaches six times an hour, whatever others do', () => {
  const site = open();
  expect(teaches(site, 1, HOUR_MS, 100)).toBe(LESSONS_PER_HOUR_MAX);
  expect(teaches(site, 2, HOUR_MS, 3)).toBe(3);
  expect(teaches(site, 1, 2 * HOUR_MS - 1, 100)).toBe(0);
  expect(teaches(site, 1, 2 * HOUR_MS, 100)).toBe(LESSONS_PER_HOUR_MAX);
});

test('what comes late counts in the newest hour, so that going back and forth opens no door', () => {
  const site = open();
  expect(teaches(site, 1, 5 * HOUR_MS, 4)).toBe(4);
  expect(teaches(site, 1, HOUR_MS, 4)).toBe(2);
  expect(teaches(site, 1, 5 * HOUR_MS, 4)).toBe(0);
});
