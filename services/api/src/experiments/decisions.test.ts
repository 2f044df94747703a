import type { Experiment } from '@freshet/events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edited, EXPERIMENTS_MAX, keyOf, removed, started, stopped } from './decisions.ts';
import type { Definition } from './definition.ts';

const NOW = 1_700_000_000_000;

const definition = (scenarios: string[] = ['home'], holdout = 0.02): Definition => ({
  scenarios,
  holdout,
  variants: [
    {
      name: 'a',
      share: 1,
      strategy: 'personal',
      ranker: 'served',
      weights: null,
      parameters: '{}',
    },
  ],
});

/** Experiments of the default site that were put and, where `true`, started. */
function sites(...list: readonly [id: string, definition: Definition, isRunning: boolean][]) {
  const all = new Map<string, Experiment>();
  for (const [id, given, isRunning] of list) {
    const name = { site: 'default', id };
    all.set(keyOf(name), edited(all, name, given, NOW));
    if (isRunning) all.set(keyOf(name), started(all, name, NOW));
  }
  return all;
}

const name = (id: string, site = 'default') => ({ site, id });
const refusal = (code: string, message = '') =>
  expect.objectContaining({
    problem: expect.objectContaining({ code, message: expect.stringContaining(message) }),
  });

describe('an experiment that runs', () => {
  const all = sites(['spring', definition(), true]);

  it('is neither changed nor deleted, and says what to do', () => {
    const change = () => edited(all, name('spring'), definition(['cart']), NOW);
    expect(change).toThrow(refusal('EXPERIMENT_RUNNING', '/v1/admin/experiments/spring/stop'));
    expect(() => removed(all, name('spring'))).toThrow(refusal('EXPERIMENT_RUNNING'));
  });

  it('is as it is when it is started once more', () => {
    expect(started(all, name('spring'), NOW + 1)).toBe(all.get('default/spring'));
  });

  it('keeps others out of its scenarios, and no others', () => {
    const more = sites(
      ['spring', definition(['home', 'cart']), true],
      ['summer', definition(['product', 'cart']), false],
      ['autumn', definition(['product']), false],
    );
    expect(() => started(more, name('summer'), NOW)).toThrow(
      refusal('EXPERIMENT_CONFLICT', '"spring" runs in scenario cart'),
    );
    expect(started(more, name('autumn'), NOW).state).toBe('running');
    more.set('other/spring', edited(more, name('spring', 'other'), definition(), NOW));
    expect(started(more, name('spring', 'other'), NOW).state).toBe('running');
  });
});

describe('an experiment that was stopped', () => {
  const all = sites(['spring', definition(), true]);
  all.set('default/spring', stopped(all, name('spring'), NOW + 5));

  it('goes on with the time of its first start', () => {
    expect(all.get('default/spring')).toMatchObject({ state: 'stopped', stoppedAt: NOW + 5 });
    const again = started(all, name('spring'), NOW + 9);
    expect(again).toMatchObject({ state: 'running', startedAt: NOW, stoppedAt: null });
  });

  it('remembers that its shares were changed, and nothing of other changes', () => {
    const moved = edited(all, name('spring'), definition(['cart']), NOW + 7);
    expect(moved).toMatchObject({ state: 'stopped', sharesChangedAt: null, scenarios: ['cart'] });
    const other = edited(all, name('spring'), definition(['home'], 0.1), NOW + 7);
    expect(other.sharesChangedAt).toBe(NOW + 7);
  });

  it('is not stopped again', () => {
    expect(stopped(all, name('spring'), NOW + 6)).toBe(all.get('default/spring'));
  });
});

it('a draft cannot be stopped, and may be put and deleted', () => {
  const all = sites(['spring', definition(), false]);
  expect(() => stopped(all, name('spring'), NOW)).toThrow(refusal('EXPERIMENT_NOT_RUNNING'));
  const again = edited(all, name('spring'), definition(['home'], 0.3), NOW);
  expect(again).toMatchObject({ state: 'draft', holdout: 0.3, sharesChangedAt: null });
  expect(removed(all, name('spring'))).toBeNull();
});

it.for([started, stopped, removed])('one that never was cannot be $name', (decide) => {
  expect(() => decide(new Map(), name('never'), NOW)).toThrow(refusal('EXPERIMENT_UNKNOWN'));
});

it(`there are at most ${EXPERIMENTS_MAX}, and those may still be changed`, () => {
  const draft = edited(new Map(), name('e0'), definition(), NOW);
  const all = new Map(
    Array.from({ length: EXPERIMENTS_MAX }, (_, i) => [keyOf(name(`e${i}`)), draft]),
  );
  expect(() => edited(all, name('more'), definition(), NOW)).toThrow(
    refusal('EXPERIMENTS_FULL', 'DELETE some'),
  );
  expect(edited(all, name('e0'), definition(['cart']), NOW).scenarios).toEqual(['cart']);
});

it('never runs two in one scenario of a site, whatever is decided in which order', () => {
  const scenarios = fc.subarray(['home', 'product', 'cart'], { minLength: 1 });
  const act = fc.record({
    what: fc.constantFrom('put', 'start', 'stop', 'remove'),
    id: fc.constantFrom('a', 'b', 'c'),
    site: fc.constantFrom('default', 'default-2'),
    scenarios,
  });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const all = new Map<string, Experiment>();
      for (const { what, id, site, scenarios: given } of acts) {
        try {
          const decided = make(all, what, { site, id }, given);
          if (decided === null) all.delete(keyOf({ site, id }));
          else all.set(keyOf({ site, id }), decided);
        } catch {
          continue;
        }
        const taken = [...all]
          .filter(([, { state }]) => state === 'running')
          .flatMap(([key, one]) => one.scenarios.map((place) => `${key.split('/')[0]} ${place}`));
        expect(new Set(taken).size).toBe(taken.length);
      }
    }),
  );
});

function make(
  all: ReadonlyMap<string, Experiment>,
  what: string,
  which: { site: string; id: string },
  scenarios: string[],
) {
  if (what === 'put') return edited(all, which, definition(scenarios), NOW);
  if (what === 'remove') return removed(all, which);
  return what === 'start' ? started(all, which, NOW) : stopped(all, which, NOW);
}
