import type { Experiment } from '@freshet/events';
import { armOf } from '@freshet/experiments';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Scenario } from '../query/page.ts';
import type { RecommendationRequest, Slot } from '../query/recommendation-request.ts';
import type { Visitor } from '../query/visitor.ts';
import { createAssigner, type KeptVisitor } from './assigner.ts';
import { runningOf } from './running.ts';

const variant = { share: 1, strategy: 'personal', ranker: 'served', weights: null };
const experiment: Experiment = {
  scenarios: ['home'],
  holdout: 0.1,
  variants: ['a', 'b', 'c'].map((name) => ({ name, parameters: '{}', ...variant })),
  state: 'running',
  startedAt: 0,
  stoppedAt: null,
  sharesChangedAt: null,
};
const running = runningOf({ site: 'default', id: 'spring' }, experiment);

/** What is kept, by `u/…` or `a/…`. */
let kept: Record<string, KeptVisitor>;
let reads: number;
let isAway: boolean;
beforeEach(() => {
  kept = {};
  reads = 0;
  isAway = false;
});

const assigner = createAssigner({
  experiments: { running: (_, scenario) => (scenario === 'home' ? running : undefined) },
  async read(_, visitors) {
    reads++;
    if (isAway) return undefined;
    return visitors.map(({ userId, anonymousId }) => {
      return kept[userId === null ? `a/${anonymousId}` : `u/${userId}`] ?? null;
    });
  },
});

function armsOf(visitor: Partial<Visitor>, scenarios: Scenario[] = ['home'], at?: number) {
  const slots = scenarios.map((scenario) => ({ name: '', slot: { scenario } as Slot }));
  const request: RecommendationRequest = {
    visitor: { userId: null, anonymousId: null, ...visitor },
    session: null,
    paging: null,
    at: at ?? null,
    slots,
  };
  return assigner.armsOf('default', request);
}

async function armIs(visitor: Partial<Visitor>) {
  const [arm] = (await armsOf(visitor))!;
  const { experiment: id, variant: name, takenOver } = arm!;
  return { id, name, takenOver };
}

const hashed = (key: string) => armOf('spring', key, running.shares);
const isIn = (name: string, linked: string | null = null): KeptVisitor => ({
  linked,
  assignments: [
    { experiment: 'winter', variant: 'b' },
    { experiment: 'spring', variant: name },
  ],
});
/** Another arm than the hash says. */
const other = (key: string) => ['a', 'b'].find((name) => name !== hashed(key))!;

describe('reads nothing', () => {
  it.for([
    ['where no experiment runs', { anonymousId: 'x' }, ['product', 'cart'], undefined],
    ['for nobody', {}, ['home'], undefined],
    ['for an answer as of another time', { anonymousId: 'x' }, ['home'], 7],
  ] as const)('%s', ([, visitor, scenarios, at]) => {
    expect(armsOf(visitor, [...scenarios], at)).toBeUndefined();
    expect(reads).toBe(0);
  });
});

it('is the hash of who nothing is kept of, in the slots that are part of it', async () => {
  const arms = await armsOf({ anonymousId: 'x' }, ['product', 'home']);
  expect(arms).toMatchObject([undefined, { experiment: 'spring', variant: hashed('a/x') }]);
  expect(await armIs({ userId: 'ada' })).toMatchObject({ name: hashed('u/ada') });
  expect(reads).toBe(2);
});

it('is the hash while the store is away', async () => {
  kept = { 'a/x': isIn(other('a/x')) };
  isAway = true;
  expect(await armIs({ anonymousId: 'x' })).toEqual({
    id: 'spring',
    name: hashed('a/x'),
    takenOver: false,
  });
});

it('is what is kept, whatever the shares say now', async () => {
  kept = { 'a/x': isIn(other('a/x')), 'u/ada': isIn('holdout') };
  expect(await armIs({ anonymousId: 'x' })).toMatchObject({ name: other('a/x'), takenOver: false });
  expect(await armIs({ userId: 'ada' })).toMatchObject({ name: 'holdout', takenOver: false });
});

describe('of who signs in', () => {
  it('is the arm they had before, given with the user or known from their events', async () => {
    const name = other('a/x');
    kept = { 'a/x': isIn(name) };
    expect(await armIs({ userId: 'ada', anonymousId: 'x' })).toEqual({
      id: 'spring',
      name,
      takenOver: true,
    });
    expect(reads).toBe(1);
    kept = { 'a/x': isIn(name), 'u/ada': { linked: 'x', assignments: [] } };
    expect(await armIs({ userId: 'ada' })).toMatchObject({ name, takenOver: true });
  });

  it('stays the same when nothing had been shown yet', async () => {
    const before = await armIs({ anonymousId: 'x' });
    expect(await armIs({ userId: 'ada', anonymousId: 'x' })).toEqual(before);
    kept = { 'u/ada': { linked: 'x', assignments: [] } };
    expect(await armIs({ userId: 'ada' })).toEqual(before);
  });

  it('is their own arm once they have one, on whatever device', async () => {
    const name = other('a/x');
    kept = { 'u/ada': isIn(name, 'x'), 'a/x': isIn('c'), 'a/y': isIn('c') };
    expect(await armIs({ userId: 'ada', anonymousId: 'y' })).toMatchObject({
      name,
      takenOver: false,
    });
    expect(reads).toBe(1);
  });
});

it('is the hash for a variant that is there no longer', async () => {
  kept = { 'a/x': isIn('gone') };
  expect(await armIs({ anonymousId: 'x' })).toMatchObject({ name: hashed('a/x') });
});
