import { MEASURES, type Outcome } from '@freshet/attribution';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeOutcomes, encodeOutcomes } from './outcome-message.ts';

const outcome: fc.Arbitrary<Outcome> = fc.record({
  cell: fc.stringMatching(/^[a-z/]{1,20}$/),
  at: fc.nat(),
  receivedAt: fc.nat(),
  counts: fc.array(fc.tuple(fc.constantFrom(...MEASURES), fc.integer()), { maxLength: 5 }),
  money: fc.option(
    fc.record({
      currency: fc.constantFrom('', 'EUR', 'JPY'),
      sum: fc.maxSafeInteger(),
      squares: fc.maxSafeInteger(),
    }),
  ),
});

it('outcomes come out of a message as they went in', () => {
  fc.assert(
    fc.property(
      fc.array(outcome, { minLength: 1, maxLength: 8 }),
      fc.nat(99),
      (outputs, source) => {
        const offsets = outputs.map((_, i) => 10 * i);
        expect(decodeOutcomes(encodeOutcomes(source, { offsets, outputs }))).toEqual({
          sourcePartition: source,
          offsets,
          outcomes: outputs,
        });
      },
    ),
  );
});
