import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AnswerBatch } from './answer-batch.ts';
import { decodeAnswers, type LoggedAnswer } from './answers.ts';

function recordOf(answers: readonly LoggedAnswer[], batch = new AnswerBatch()): Buffer {
  for (const answer of answers) batch.add(answer);
  expect(batch.count).toBe(answers.length);
  return batch.take();
}

const name = fc.stringMatching(/^[a-zé0-9/ -]{1,12}$/);
const maybe = fc.option(name);
const answer: fc.Arbitrary<LoggedAnswer> = fc.record({
  recommId: name,
  site: name,
  userId: maybe,
  anonymousId: maybe,
  at: fc.integer({ min: 0, max: 4e12 }),
  scenario: name,
  strategy: name,
  experiment: maybe,
  variant: maybe,
  page: maybe,
  items: fc.array(
    fc.record({
      itemId: name,
      score: fc.option(fc.float({ noNaN: true, noDefaultInfinity: true })),
      propensity: fc.constantFrom(1, 0.25),
    }),
    { maxLength: 5 },
  ),
});

it('a batch of answers comes back as it was given, empty ones among them', () => {
  // One batch for all: nothing of what was taken is in the next.
  const batch = new AnswerBatch();
  fc.assert(
    fc.property(fc.array(answer, { minLength: 1, maxLength: 6 }), (answers) => {
      expect(decodeAnswers(recordOf(answers, batch))).toEqual(answers);
    }),
  );
});

it('an item without a propensity is one that the ranking put there', () => {
  const items = [{ itemId: 'tent', score: null }];
  const [logged] = decodeAnswers(recordOf([{ ...fc.sample(answer, 1)[0]!, items }]));
  expect(logged!.items).toEqual([{ itemId: 'tent', score: null, propensity: 1 }]);
});

it('a batch has room for whatever comes', () => {
  const items = Array.from({ length: 500 }, (_, i) => ({
    itemId: `猫-${i}`,
    score: i,
    propensity: 1,
  }));
  const answers = Array.from({ length: 500 }, () => ({ ...fc.sample(answer, 1)[0]!, items }));
  expect(decodeAnswers(recordOf(answers))).toEqual(answers);
});
