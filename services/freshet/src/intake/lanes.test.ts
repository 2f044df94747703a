import { setImmediate as turn } from 'node:timers/promises';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Posting } from './posting.ts';
import { LANE_POSTINGS_MAX } from './lane.ts';
import { createLanes, type Lanes } from './lanes.ts';

const click = (row: number, profile: string): Posting => ({ row, profile, json: `{"row":${row}}` });

async function pushAll(lanes: Lanes, profiles: readonly number[]): Promise<void> {
  for (const [row, profile] of profiles.entries()) await lanes.push(click(row, `u/${profile}`));
  await lanes.drained();
}

/** What may happen to one try of a request. */
const fates = ['taken', 'lost', 'answer lost'] as const;
type Fate = (typeof fates)[number];

/**
 * An intake behind a bad network: each try takes some turns of the event loop and may be lost on the
 * way there or on the way back; then it is tried again, as the client does. Keeps every arrival.
 */
function badNetwork(fate: () => Fate, turns: () => number) {
  const arrivals: Posting[] = [];
  return {
    arrivals,
    async send(batch: readonly Posting[]): Promise<void> {
      for (let outcome: Fate = 'lost'; outcome !== 'taken'; ) {
        outcome = fate();
        for (let i = turns(); i > 0; i--) await turn();
        if (outcome !== 'lost') arrivals.push(...batch);
      }
    },
  };
}

test('each profile arrives whole and in order, whatever is lost on the way', async () => {
  const schedule = fc.record({
    profiles: fc.array(fc.nat(12), { maxLength: 400 }),
    fates: fc.infiniteStream(fc.constantFrom(...fates)),
    turns: fc.infiniteStream(fc.nat(4)),
  });
  await fc.assert(
    fc.asyncProperty(schedule, async ({ profiles, fates: outcomes, turns }) => {
      const network = badNetwork(
        () => outcomes.next().value,
        () => turns.next().value,
      );
      await pushAll(
        createLanes((batch) => network.send(batch), 3),
        profiles,
      );
      // The profile drops what does not rise: what is left is what counts.
      expect(counted(network.arrivals)).toEqual(rowsByProfile(profiles));
    }),
    { numRuns: 200 },
  );
});

function counted(arrivals: readonly Posting[]): Map<string, number[]> {
  const rows = new Map<string, number[]>();
  for (const { profile, row } of arrivals) {
    const known = rows.get(profile) ?? [];
    if (row > (known.at(-1) ?? -1)) known.push(row);
    rows.set(profile, known);
  }
  return rows;
}

function rowsByProfile(profiles: readonly number[]): Map<string, number[]> {
  return counted(profiles.map((profile, row) => click(row, `u/${profile}`)));
}

test('the oldest pending row is never one that was answered, nor past one that was not', async () => {
  const answers: (() => void)[] = [];
  const lanes = createLanes(() => new Promise((resolve) => answers.push(resolve)), 2);
  expect(lanes.oldestPending).toBeUndefined();
  for (const row of [0, 1, 2, 3]) void lanes.push(click(row, 'u/0'));
  expect(lanes.oldestPending).toBe(0);
  answers.shift()?.();
  await turn();
  expect(lanes.oldestPending).toBe(1);
  answers.shift()?.();
  await lanes.drained();
  expect(lanes.oldestPending).toBeUndefined();
});

test('a full lane holds the reader up until its request is answered', async () => {
  const answers: (() => void)[] = [];
  const lanes = createLanes(() => new Promise((resolve) => answers.push(resolve)), 1);
  void lanes.push(click(0, 'u/0'));
  for (let row = 1; row < LANE_POSTINGS_MAX; row++) {
    expect(lanes.push(click(row, `u/${row}`))).toBeUndefined();
  }
  const wait = lanes.push(click(LANE_POSTINGS_MAX, 'u/0'));
  expect(wait).toBeInstanceOf(Promise);
  answers.shift()?.();
  await wait;
  expect(lanes.push(click(LANE_POSTINGS_MAX + 1, 'u/0'))).toBeUndefined();
});

test('a failed lane tells so, and keeps its rows pending', async () => {
  const lanes = createLanes(() => Promise.reject(new Error('refused')), 1);
  void lanes.push(click(7, 'u/0'));
  await turn();
  await expect(lanes.drained()).rejects.toThrow('refused');
  expect(lanes.oldestPending).toBe(7);
});
