import { expect, it } from 'vitest';
import { shelved } from '../catalogue/catalogue.ts';
import { visitOf } from './plan.ts';

const visits = Array.from({ length: 2_000 }, (_, number) => visitOf(7, number));

it('is the same crowd for the same seed, and another for another', () => {
  expect(Array.from({ length: 20 }, (_, number) => visitOf(7, number))).toEqual(
    visits.slice(0, 20),
  );
  expect(visitOf(8, 0)).not.toEqual(visitOf(7, 0));
});

it('looks at everything, and at some things more than at others', () => {
  const views = new Map<string, number>();
  for (const { itemId } of visits.flatMap(({ acts }) => acts)) {
    views.set(itemId, (views.get(itemId) ?? 0) + 1);
  }
  expect(views.size).toBe(shelved.length);
  const counts = [...views.values()].toSorted((a, b) => b - a);
  expect(counts[0]! / counts.at(-1)!).toBeGreaterThan(2);
});

it('has people who come back, and who buy only what they looked at', () => {
  expect(new Set(visits.map(({ anonymousId }) => anonymousId)).size).toBe(240);
  for (const { acts } of visits) {
    const bought = acts.filter(({ type }) => type !== 'view');
    const viewed = acts.filter(({ type }) => type === 'view').map(({ itemId }) => itemId);
    expect(viewed).toEqual(expect.arrayContaining(bought.map(({ itemId }) => itemId)));
  }
});
