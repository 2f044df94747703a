import { expect, test } from 'vitest';
import { Candidates, CANDIDATES_MAX, OWN, OWN_MAX, SUMS } from './candidates.ts';

test('a new candidate has a place, of which nothing is known', () => {
  const candidates = new Candidates();
  const [seven, eight] = [candidates.place(7), candidates.place(8)];
  candidates.sums[seven * SUMS + 1] = 5;
  candidates.hop[seven] = 5;
  expect(candidates.place(7)).toBe(seven);
  expect([...candidates.sums.subarray(eight * SUMS, (eight + 1) * SUMS)]).toEqual(
    Array.from({ length: SUMS }, () => 0),
  );
  expect([...candidates.slots.subarray(0, candidates.size)]).toEqual([7, 8]);
});

test('forgets everything when cleared, slots that come back included', () => {
  const candidates = new Candidates();
  const place = candidates.place(7);
  candidates.sums[place * SUMS] = candidates.hop[place] = 5;
  candidates.owned[candidates.ownPlace(7)] = 1;
  candidates.clear();
  expect([candidates.size, candidates.find(7)]).toEqual([0, -1]);
  const again = candidates.place(7);
  expect([candidates.sums[again * SUMS], candidates.hop[again], candidates.own[again]]).toEqual([
    0, 0, 0,
  ]);
  expect(candidates.owned[candidates.ownPlace(7)]).toBe(0);
});

test('tells slots apart that fall into one bucket', () => {
  const candidates = new Candidates();
  const slots = Array.from({ length: 1_000 }, (_, i) => i * 8_192);
  const places = slots.map((slot) => candidates.place(slot));
  expect(slots.map((slot) => candidates.place(slot))).toEqual(places);
  expect(slots.map((slot) => candidates.find(slot))).toEqual(places);
  expect([candidates.size, candidates.find(1)]).toEqual([1_000, -1]);
});

test('takes no more than its bounds', () => {
  const candidates = new Candidates();
  for (let slot = 0; slot < CANDIDATES_MAX; slot++) candidates.place(slot);
  expect([candidates.place(CANDIDATES_MAX), candidates.ownPlace(CANDIDATES_MAX)]).toEqual([-1, -1]);
  expect(candidates.size).toBe(CANDIDATES_MAX);
  for (let slot = 0; slot < OWN_MAX; slot++) {
    expect(candidates.ownPlace(slot)).toBe((slot + 1) * OWN);
  }
  expect([candidates.ownPlace(0), candidates.ownPlace(OWN_MAX)]).toEqual([OWN, -1]);
});
