import { Histogram, Registry } from '@freshet/runtime';
import { expect, it } from 'vitest';
import { ITEMS, type Visit } from './pipeline.ts';
import { Rounds } from './rounds.ts';

const LOOKS_MAX = 5;

/** A pipeline that a test turns the taps of, and a clock that it moves. */
function site() {
  const written: Visit[] = [];
  const known = new Map<string, string>();
  const histogram = new Histogram({
    name: 'freshness',
    help: 'Of this test.',
    registers: [new Registry()],
    buckets: [1],
  });
  let ending = new AbortController();
  let looks = 0;
  const state = { takes: true, answers: true, processes: true, now: 0, written, known };
  const rounds = new Rounds({
    metrics: { freshness: histogram },
    visitors: ['ada', 'bob'],
    clock: () => state.now,
    pipeline: {
      async write(visit) {
        written.push(visit);
        if (state.takes && state.processes) known.set(visit.visitor, visit.itemId);
        return state.takes;
      },
      async read(visitor) {
        // Whoever looks in vain so often has waited long enough.
        looks += 1;
        if (looks === LOOKS_MAX) ending.abort();
        if (!state.answers) return undefined;
        return ITEMS.filter((item) => item !== known.get(visitor));
      },
    },
  });
  return {
    ...state,
    set: (changes: Partial<typeof state>) => void Object.assign(state, changes),
    round() {
      ending = new AbortController();
      looks = 0;
      return rounds.round(ending.signal);
    },
    async observed() {
      const { values } = await histogram.get();
      return values.find(({ metricName }) => metricName === 'freshness_count')?.value;
    },
  };
}

it('sends each visit to an item that the visitor does not look at already', async () => {
  const { round, written, observed } = site();
  for (let i = 0; i < 20; i++) expect(await round()).toBe('fresh');
  expect(await observed()).toBe(20);
  for (const visitor of ['ada', 'bob']) {
    const items = written.filter((visit) => visit.visitor === visitor).map((v) => v.itemId);
    expect(items).toHaveLength(10);
    expect(items.filter((item, i) => item === items[i - 1])).toEqual([]);
  }
});

it('waits for the one visit while nothing is processed, and sends no other', async () => {
  const { round, set, written, known, observed } = site();
  set({ processes: false });
  expect([await round(), await round()]).toEqual(['late', 'late']);
  expect(written).toHaveLength(1);
  set({ now: 5_000 });
  known.set(written[0]!.visitor, written[0]!.itemId);
  // It is known now, and five seconds after it was sent that is not fresh.
  expect(await round()).toBe('late');
  expect(await observed()).toBe(1);
  set({ processes: true });
  expect(await round()).toBe('fresh');
});

it('sends a visit that was not taken again, by the same id', async () => {
  const { round, set, written } = site();
  set({ takes: false });
  expect([await round(), await round()]).toEqual(['write_failed', 'write_failed']);
  set({ takes: true });
  expect(await round()).toBe('fresh');
  expect(new Set(written.map(({ id }) => id)).size).toBe(1);
});

it('gives a visit up after a minute, and says when the API does not answer', async () => {
  const { round, set, written } = site();
  set({ processes: false });
  await round();
  set({ now: 60_001 });
  await round();
  set({ processes: true });
  expect(await round()).toBe('fresh');
  expect(written).toHaveLength(2);
  set({ answers: false });
  expect(await round()).toBe('read_failed');
});
