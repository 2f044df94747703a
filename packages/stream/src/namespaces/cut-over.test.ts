import type { CutOver, NamespacePlan } from '@freshet/events';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  ingestOf,
  wentOver,
  withCutOver,
  withIngest,
  withoutCutOver,
  withoutIngest,
  withStopped,
} from './cut-over.ts';
import { firstPlan, withLive, without } from './plan.ts';
import { withRepartition } from './repartition.ts';

const wide = { name: 'wide', partitions: 6, createdAt: 0 };
const two = withRepartition(firstPlan, wide);
const refusal = expect.objectContaining({ code: 'NAMESPACE_REFUSED' });

it('makes a topic of its own, copied from the live one, with a number never given before', () => {
  expect(two.namespaces[1]!.events).toEqual({
    name: 'behaviour.events.wide',
    number: 1,
    partitions: 6,
    source: 'behaviour.events',
  });
  const { cutOver, ...begun } = withCutOver(two, 'wide');
  const over = without(wentOver({ ...begun, cutOver }, cutOver!), 'main');
  const back = withRepartition(over, { name: 'narrow', partitions: 2, createdAt: 0 });
  expect(back.namespaces[1]!.events).toMatchObject({ number: 2, source: 'behaviour.events.wide' });
});

it('is refused while namespaces read two topics, and goes over by a cut-over only', () => {
  expect(() => withRepartition(two, { ...wide, name: 'wider' })).toThrow(refusal);
  expect(() => withLive(two, 'wide')).toThrow(refusal);
  const begun = withCutOver(two, 'wide');
  expect(() => withCutOver(begun, 'wide')).toThrow(refusal);
  expect(() => without(begun, 'wide')).toThrow(refusal);
});

it('forgets ingests that did not stop, and ends once, whoever ends it', () => {
  const joined = withIngest(withIngest(two, 'a'), 'b');
  const begun = { ...withCutOver(joined, 'wide'), revision: 1 };
  const cutOver = begun.cutOver!;
  const stopped = withStopped(begun, 'a', cutOver);
  const off = withoutCutOver(stopped, cutOver);
  expect(off).toMatchObject({
    live: 'main',
    cutOver: null,
    ingests: [{ id: 'a', stopped: false }],
  });
  expect(withoutCutOver(off, cutOver)).toBe(off);
  expect(() => wentOver(off, cutOver)).toThrow(refusal);
  expect(withStopped(off, 'a', cutOver)).toBe(off);
});

it('never lets one that is thought to have stopped write, whatever happens in which order', () => {
  const id = fc.constantFrom('a', 'b', 'c');
  const act = fc.tuple(fc.constantFrom('join', 'leave', 'stop', 'begin', 'over', 'off'), id);
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      let plan: NamespacePlan = two;
      const known: CutOver[] = [];
      for (const [what, on] of acts) {
        // Whoever acts may know a cut-over that is long over.
        const cutOver = known[known.length - (on === 'c' ? 2 : 1)];
        const changed = attempt(() => next(plan, what, on, cutOver));
        if (changed === undefined || changed === plan) continue;
        plan = { ...changed, revision: plan.revision + 1 };
        if (what === 'begin') known.push(plan.cutOver!);
        const stopped = plan.ingests.filter((ingest) => ingest.stopped);
        if (plan.cutOver === null) expect(stopped).toEqual([]);
        if (what === 'over' || what === 'off') expect(plan.cutOver).toBeNull();
        expect(plan.ingests.filter((ingest) => ingest.id === on).length).toBeLessThanOrEqual(1);
        if (what === 'join') expect(ingestOf(plan, on)).toBeDefined();
      }
    }),
  );
});

function next(plan: NamespacePlan, what: string, id: string, cutOver: CutOver | undefined) {
  if (what === 'join') return withIngest(plan, id);
  if (what === 'leave') return withoutIngest(plan, id);
  if (what === 'begin') return withCutOver(plan, plan.live === 'main' ? 'wide' : 'main');
  if (cutOver === undefined) return plan;
  if (what === 'stop') return withStopped(plan, id, cutOver);
  return what === 'over' ? wentOver(plan, cutOver) : withoutCutOver(plan, cutOver);
}

function attempt<T>(change: () => T): T | undefined {
  try {
    return change();
  } catch {
    return undefined;
  }
}
