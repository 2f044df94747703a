import { isCategory, isIdentifier } from '@freshet/events';
import { Ajv } from 'ajv';
import type { Format } from './shape-fault.ts';

const name = /^[a-z][a-z0-9_.:-]{0,63}$/;
const currency = /^[A-Z]{3}$/;

const formats: Record<Format, (text: string) => boolean> = {
  identifier: isIdentifier,
  category: isCategory,
  // `erase` is how a deletion travels; posted as an event it would forget a profile.
  'event-type': (text) => name.test(text) && text !== 'erase',
  purpose: (text) => name.test(text),
  currency: (text) => currency.test(text),
};

/** Stops at the first fault, which it keeps with the value (`verbose`); refuses NaN and Infinity. */
export const ajv = new Ajv({ allErrors: false, verbose: true, allowUnionTypes: true });
for (const [format, validate] of Object.entries(formats)) {
  ajv.addFormat(format, { type: 'string', validate });
}
