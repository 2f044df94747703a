import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Click } from './click.ts';
import { clicksOf } from './session.fixture.ts';
import { playStages, queriesIn, stagesOf, TRAINING_STAGE } from './stages.ts';

const shop = fc
  .array(fc.record({ user: fc.nat(9), session: fc.nat(2), item: fc.nat(20) }), {
    minLength: 1,
    maxLength: 1_500,
  })
  .map((visits) =>
    visits.map(({ user, session, item }, at): Click => {
      return { userId: `u${user}`, sessionId: `u${user}/${session}`, itemId: `i${item}`, at };
    }),
  );

test('all clicks are learned, in their order', () => {
  fc.assert(
    fc.property(shop, (clicks) => {
      const stages = stagesOf(clicks, { wanted: 100, atMost: Infinity });
      expect(stages.flatMap(({ learned }) => learned)).toEqual(clicks);
      for (const { learned } of stages) expect(learned.length).toBeLessThanOrEqual(TRAINING_STAGE);
    }),
    { numRuns: 50 },
  );
});

test('a query has the whole of its session, which is the one that its visitor is in', () => {
  fc.assert(
    fc.property(shop, (clicks) => {
      let learned = 0;
      for (const stage of stagesOf(clicks, { wanted: 100, atMost: Infinity })) {
        learned += stage.learned.length;
        for (const { query, target } of stage.queries) {
          expect(target.at).toBeGreaterThanOrEqual(learned);
          expect(target.at).toBeGreaterThanOrEqual(Math.floor(0.8 * clicks.length));
          const before = clicks.slice(0, target.at);
          expect(query.session).toEqual(
            before.filter(({ sessionId }) => sessionId === target.sessionId),
          );
          const last = before.findLast(({ userId }) => userId === target.userId);
          expect(last?.sessionId).toBe(target.sessionId);
        }
      }
    }),
    { numRuns: 50 },
  );
});

/** A hundred visitors who take turns. */
const turns = clicksOf(Array.from({ length: 5_000 }, (_, i) => `s${i % 100}:i${i % 7}`).join(' '));

test('stages are as large as the wanted queries allow, and of those the bound is kept', () => {
  const sizeFor = (wanted: number) =>
    stagesOf(turns, { wanted, atMost: Infinity }).at(-2)!.learned.length;
  // In each of ten stages of a hundred every visitor goes on once.
  expect(sizeFor(900)).toBe(100);
  expect(sizeFor(200)).toBe(500);
  expect(sizeFor(1e9)).toBe(10);
  expect(queriesIn(stagesOf(turns, { wanted: 900, atMost: Infinity }))).toBe(1_000);
  expect(queriesIn(stagesOf(turns, { wanted: 900, atMost: 77 }))).toBe(77);
});

test('a model is asked between the stages, with what was learned by then', () => {
  let known = 0;
  const seen: number[] = [];
  const model = {
    learn: () => void known++,
    rank() {
      seen.push(known);
      return ['a'];
    },
  };
  const stages = stagesOf(turns, { wanted: 900, atMost: Infinity });
  const answers = [...playStages(stages, model, { n: 1, clock: () => 0 })].flatMap(
    (played) => played.answers,
  );
  expect(answers).toHaveLength(1_000);
  expect(new Set(seen)).toEqual(new Set(Array.from({ length: 10 }, (_, i) => 4_000 + 100 * i)));
});
