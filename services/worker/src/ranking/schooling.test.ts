import { BUCKETS, FEATURES, FEATURES_VERSION, type Sample } from '@freshet/recommend';
import { packLearned } from '@freshet/store';
import { expect, test } from 'vitest';
import type { Lesson } from '../sampling/sample-message.ts';
import { newSiteRanker, obey, ofThisVersion, teach } from './schooling.ts';

const WIDTH = FEATURES.length;

/** Two candidates, of which the one with the first feature was chosen. */
function lesson(fields: Partial<Lesson> = {}, sample: Partial<Sample> = {}): Lesson {
  const features = new Uint8Array(2 * WIDTH);
  features[0] = 100;
  return {
    site: 'default',
    profile: 7,
    at: 1.7e12,
    receivedAt: 1.7e12,
    version: FEATURES_VERSION,
    sample: { buckets: [1, 4, 10], target: 0, size: 2, others: 1, features, ...sample },
    ...fields,
  };
}

const command = (name: string) => ({ site: 'default', command: name, at: 0, weights: null });

test('a sample moves the weights of its buckets only', () => {
  const site = newSiteRanker();
  const before = newSiteRanker();
  expect(teach(site, lesson())).toBe('learned');
  const [first, second] = site.learned.buckets;
  expect(second!.weights[0]).toBeGreaterThan(before.learned.buckets[1]!.weights[0]!);
  expect(first).toEqual(before.learned.buckets[0]);
  expect([second!.samples, site.at]).toEqual([1, 1.7e12]);
});

test('frozen, it learns nothing until it is thawed', () => {
  const site = newSiteRanker();
  obey(site, command('freeze'));
  expect(teach(site, lesson())).toBe('frozen');
  expect(site).toEqual({ ...newSiteRanker(), frozen: true });
  obey(site, command('thaw'));
  expect(teach(site, lesson())).toBe('learned');
});

test('reset brings the start weights back, and leaves it frozen if it was', () => {
  const site = newSiteRanker();
  teach(site, lesson());
  obey(site, command('freeze'));
  obey(site, command('reset'));
  expect(site.learned).toEqual(newSiteRanker().learned);
  expect([site.at, site.frozen]).toEqual([0, true]);
});

test('what was exported and imported is what goes on being learned', () => {
  const site = newSiteRanker();
  teach(site, lesson());
  const other = newSiteRanker();
  const weights = packLearned(site.learned, FEATURES_VERSION);
  obey(other, { ...command('import'), weights });
  expect(other.learned).toEqual(site.learned);
  for (const each of [site, other]) teach(each, lesson({ profile: 8 }));
  expect(other.learned).toEqual(site.learned);
});

test('samples and weights of other features are left out', () => {
  const site = newSiteRanker();
  expect(teach(site, lesson({ version: FEATURES_VERSION + 1 }))).toBe('other-version');
  const weights = packLearned(site.learned, FEATURES_VERSION + 1);
  obey(site, { ...command('import'), weights });
  expect(site).toEqual(newSiteRanker());
});

test('a state of other features begins again; frozen, it stays frozen', () => {
  const site = newSiteRanker();
  teach(site, lesson());
  const old = { ...site, version: FEATURES_VERSION - 1, frozen: true };
  expect(ofThisVersion(old)).toEqual({ ...newSiteRanker(), frozen: true });
  expect(ofThisVersion(site)).toBe(site);
});

test.each([
  ['a bucket that there is not', { buckets: [1, 4, BUCKETS.length] }],
  ['a target beyond its rows', { target: 2 }],
  ['rows that are not there', { size: 3 }],
])('a sample with %s teaches nothing', (_, fault) => {
  const site = newSiteRanker();
  expect(teach(site, lesson({}, fault))).toBe('refused');
  expect(site).toEqual(newSiteRanker());
});

test('a seventh sample of a profile in an hour teaches nothing', () => {
  const site = newSiteRanker();
  const outcomes = Array.from({ length: 7 }, () => teach(site, lesson()));
  expect(outcomes.slice(-2)).toEqual(['learned', 'quota']);
});
