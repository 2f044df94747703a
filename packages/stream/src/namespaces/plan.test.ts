import { FIRST_NAMESPACE } from '@freshet/events';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstPlan, NAMESPACES_MAX, withLive, withNamespace, without } from './plan.ts';

const named = (name: string) => ({ name, from: [], to: null, createdAt: 1, events: null });
const beside = withNamespace(firstPlan, named('n2'));

it('goes over and back, and feeds both all the time', () => {
  const over = withLive(beside, 'n2');
  expect(over).toMatchObject({ live: 'n2', previous: FIRST_NAMESPACE });
  const back = withLive(over, FIRST_NAMESPACE);
  expect(back).toMatchObject({ live: FIRST_NAMESPACE, previous: 'n2' });
  expect(back.namespaces).toEqual(beside.namespaces);
});

it('changes nothing where the live namespace is made live', () => {
  expect(withLive(beside, FIRST_NAMESPACE)).toBe(beside);
});

it('keeps no way back to a namespace that was dropped', () => {
  const dropped = without(withLive(beside, 'n2'), FIRST_NAMESPACE);
  expect(dropped).toMatchObject({ live: 'n2', previous: null, dropped: [FIRST_NAMESPACE] });
});

it('feeds a bounded number of namespaces', () => {
  let plan = firstPlan;
  for (let i = 1; i < NAMESPACES_MAX; i++) plan = withNamespace(plan, named(`n${i}`));
  expect(() => withNamespace(plan, named('more'))).toThrow(/drop one first/);
});

it.for(['', 'N2', 'a b', '-a', 'a/b', 'a.b', 'ü', 'x'.repeat(33)])(
  'refuses the name "%s"',
  (name) => {
    expect(() => withNamespace(firstPlan, named(name))).toThrow(/must match/);
  },
);

it('always feeds the live one, and never gives a name twice, whatever operators try', () => {
  const name = fc.constantFrom(FIRST_NAMESPACE, 'a', 'b', 'c', 'd', 'e');
  const act = fc.tuple(fc.constantFrom('add', 'live', 'drop'), name);
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      const given: string[] = [FIRST_NAMESPACE];
      let plan = firstPlan;
      for (const [what, on] of acts) {
        try {
          if (what === 'add') plan = withNamespace(plan, named(on));
          else plan = what === 'live' ? withLive(plan, on) : without(plan, on);
          if (what === 'add') given.push(on);
        } catch {
          continue;
        }
        const fed = plan.namespaces.map((namespace) => namespace.name);
        expect(fed).toContain(plan.live);
        expect([...fed, null]).toContain(plan.previous);
        expect(plan.previous).not.toBe(plan.live);
      }
      expect(given).toEqual([...new Set(given)]);
    }),
  );
});
