import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeAnswers, encodeAnswers, type LoggedAnswer } from './answers.ts';

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
  fc.assert(
    fc.property(fc.array(answer, { minLength: 1, maxLength: 6 }), (answers) => {
      expect(decodeAnswers(encodeAnswers(answers))).toEqual(answers);
    }),
  );
});

it('an item without a propensity is one that the ranking put there', () => {
  const items = [{ itemId: 'tent', score: null }];
  const [logged] = decodeAnswers(encodeAnswers([{ ...fc.sample(answer, 1)[0]!, items }]));
  expect(logged!.items).toEqual([{ itemId: 'tent', score: null, propensity: 1 }]);
});
