import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Click } from '../../click.ts';
import type { Query } from '../../model.ts';
import { clicksOf, queryOf } from '../../session.fixture.ts';
import { VmisKnn, type VmisKnnOptions } from './vmis-knn.ts';

const all: VmisKnnOptions = { m: 500, k: 100, lastItems: 9, idfWeight: 0 };

function ranking(clicks: string, query: Query, options: Partial<VmisKnnOptions> = {}) {
  const model = new VmisKnn({ ...all, ...options });
  for (const click of clicksOf(clicks)) model.learn(click);
  return model.rank(query, 20);
}

test('similar sessions vote, the more the newer the item they share', () => {
  // Of "a b", b counts 2 and a 1. Session 1 shares both: 3, 2 shares b: 2, both weigh 0.9; 3 shares
  // a alone: 1, weighs 0.8. b 2.7 + 1.8, a 2.7 + 0.8, c 1.8 + 0.8, d 0.8.
  expect(ranking('1:a 1:b 2:b 2:c 3:a 3:c 3:d', queryOf('a b'))).toEqual(['b', 'a', 'c', 'd']);
});

test('rare items weigh more', () => {
  // ln(5/1) for a and x, ln(5/3) for y
  const clicks = '1:a 1:y 1:x 2:y 3:y';
  expect(ranking(clicks, queryOf('a'))).toEqual(['a', 'y', 'x']);
  expect(ranking(clicks, queryOf('a'), { idfWeight: 1 })).toEqual(['a', 'x', 'y']);
});

test('only the m newest sessions are compared, those with the newest last click', () => {
  expect(ranking('1:a 1:b 2:a 2:c', queryOf('a'), { m: 1 })).toEqual(['a', 'c']);
  expect(ranking('1:a 2:a 2:c 1:b', queryOf('a'), { m: 1 })).toEqual(['a', 'b']);
});

test('only the k most similar sessions vote, of equal ones the newest', () => {
  const clicks = '1:a 1:b 1:x 2:b 2:y 3:b 3:z';
  expect(ranking(clicks, queryOf('a b'), { k: 1 })).toEqual(['a', 'b', 'x']);
  expect(ranking(clicks, queryOf('b'), { k: 1 })).toEqual(['b', 'z']);
});

test('only the last items count', () => {
  expect(ranking('1:a 1:x 2:b 2:y', queryOf('a b'), { lastItems: 1 })).toEqual(['b', 'y']);
});

test('an item clicked twice counts where it was last', () => {
  // Of "a b a": a 3, b 2. Session 1: 3 · 0.9, session 2: 2 · 0.8.
  expect(ranking('2:b 2:y 1:a 1:x', queryOf('a b a'))).toEqual(['a', 'x', 'b', 'y']);
});

test('a session is not its own neighbour', () => {
  expect(ranking('asked:a asked:b', queryOf('a b'))).toEqual([]);
  // Nor does it take the place of one.
  expect(ranking('1:a 2:a 3:x 3:a asked:a', queryOf('a'), { m: 1 })).toEqual(['a', 'x']);
});

test('unknown items and sessions lead nowhere', () => {
  expect(ranking('1:a', queryOf('b'))).toEqual([]);
});

/** The definition, word for word, over all sessions. */
function definition(clicks: readonly Click[], query: Query, options: VmisKnnOptions): string[] {
  const { m, k, lastItems, idfWeight } = options;
  const sessions = new Map<string, { items: Set<string>; last: number }>();
  for (const [last, { sessionId, itemId }] of clicks.entries()) {
    const items = sessions.get(sessionId)?.items ?? new Set();
    sessions.set(sessionId, { items: items.add(itemId), last });
  }
  const entries = [...sessions.values()].reduce((sum, { items }) => sum + items.size, 0);
  const idf = (item: string) => {
    const having = [...sessions.values()].filter(({ items }) => items.has(item)).length;
    const weight = idfWeight * Math.log(entries / having);
    return weight > 0 ? weight : 1;
  };
  const window = query.session
    .map(({ itemId }) => itemId)
    .slice(-lastItems)
    .toReversed();
  const neighbours = [...sessions]
    .filter(([id, { items }]) => id !== 'asked' && window.some((item) => items.has(item)))
    .map(([, session]) => session)
    .toSorted((a, b) => b.last - a.last)
    .slice(0, m)
    .map(({ items }) => ({
      items,
      back: window.findIndex((item) => items.has(item)),
      similarity: window.reduce(
        (sum, item, back) =>
          window.indexOf(item) === back && items.has(item) ? sum + window.length - back : sum,
        0,
      ),
    }))
    .toSorted((a, b) => b.similarity - a.similarity)
    .slice(0, k);
  const scores = new Map<string, number>();
  for (const { items, back, similarity } of neighbours) {
    for (const item of items) {
      const vote = (1 - 0.1 * (back + 1)) * similarity * idf(item);
      scores.set(item, (scores.get(item) ?? 0) + vote);
    }
  }
  const first = [...new Set(clicks.map(({ itemId }) => itemId))];
  return [...scores]
    .toSorted(([a, x], [b, y]) => y - x || first.indexOf(a) - first.indexOf(b))
    .map(([item]) => item);
}

describe('the index that follows the clicks', () => {
  const item = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
  const session = fc.constantFrom('1', '2', '3', '4', '5', '6', 'asked');
  const click = fc.tuple(session, item).map(([s, i]) => `${s}:${i}`);
  const options = fc.record({
    m: fc.integer({ min: 1, max: 5 }),
    k: fc.integer({ min: 1, max: 5 }),
    lastItems: fc.integer({ min: 1, max: 9 }),
    idfWeight: fc.constantFrom(0, 1, 2),
  });

  test('answers as the definition does over all sessions', () => {
    const clicks = fc.array(click, { minLength: 1, maxLength: 80 });
    const asked = fc.array(item, { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(clicks, asked, options, (learned, items, given) => {
        const query = queryOf(items.join(' '));
        const text = learned.join(' ');
        expect(ranking(text, query, given)).toEqual(definition(clicksOf(text), query, given));
      }),
    );
  });
});
