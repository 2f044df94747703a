import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eventPrefix } from './event-prefix.ts';
import golden from './golden-records.json' with { type: 'json' };
import { behaviourEventCodec } from './schemas.ts';

const [record] = golden.filter(({ id }) => id === behaviourEventCodec.versions.at(-1)!.id);
const event = behaviourEventCodec.decode(Buffer.from(record!.hex, 'hex'));

it('is how the event of this id begins, and no other', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (id, other) => {
      const prefix = eventPrefix(id);
      const begins = (of: string) =>
        behaviourEventCodec
          .encode({ ...event, id: of })
          .subarray(0, prefix.length)
          .equals(prefix);
      expect([begins(id), begins(other)]).toEqual([true, id === other]);
    }),
  );
});
