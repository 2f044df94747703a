import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { isFault } from '../../rejection.ts';
import { JSON_BYTES_MAX } from '@freshet/events';
import { contextOf } from './event-context.ts';
import { base64url } from './row.fixture.ts';
import { entitiesIn } from './self-describing.ts';

/** What is short in one JSON and long in another, beside what stays as it is. */
const value = fc.constantFrom(
  '1e20',
  '-1E20',
  '1e-7',
  '"\\u0001"',
  '"\\ud800"',
  '"é"',
  '0',
  '"\\/"',
);
const letters = fc.constantFrom('a', '\u0001', 'é', '"', '\ud800', '%01');
const address = fc
  .tuple(letters, fc.nat(1_200))
  .map(([letter, count]) => `https://a/?utm_source=${letter.repeat(count)}`);

it('never makes a context larger than is kept', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(value, fc.nat(700)), { maxLength: 3 }),
      fc.boolean(),
      address,
      (runs, isPlain, url) => {
        const values = runs.flatMap(([one, count]) => Array<string>(count).fill(one));
        const json = `{"data":[{"schema":"iglu:a/b/c/d","data":{"v":[${values.join()}]}}]}`;
        const row = { e: 'pv', url, ...(isPlain ? { co: json } : { cx: base64url(json) }) };
        const entities = entitiesIn(row);
        if (isFault(entities)) throw new Error(entities.message);
        const context = contextOf(row, {}, { entities });
        expect(Buffer.byteLength(JSON.stringify(context))).toBeLessThanOrEqual(JSON_BYTES_MAX);
      },
    ),
    { numRuns: 300 },
  );
});
