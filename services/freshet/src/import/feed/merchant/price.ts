import type { Refusal } from '../../report.ts';

export interface Price {
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

const priced = /^([a-z]{3})?\s*([\d.,\s']+?)\s*([a-z]{3})?$/i;
const number = /^\d+(\.\d+)?$/;

/**
 * `19.99 EUR`, also with the currency in front, with a decimal comma and with grouped thousands
 * (Merchant product data specification, price).
 */
export function parsePrice(text: string, otherwise: string | undefined): Price | Refusal {
  const [, before, digits = '', behind] = priced.exec(text) ?? [];
  const plain = withPoint(digits.replaceAll(/[\s']/g, ''));
  if (!number.test(plain)) {
    return { code: 'PRICE_INVALID', message: `"${text}" is no price such as "19.99 EUR"` };
  }
  const currency = (before ?? behind)?.toUpperCase() ?? otherwise;
  if (currency === undefined) {
    const message = `"${text}" has no currency; --currency says which one is meant`;
    return { code: 'CURRENCY_MISSING', message };
  }
  return { amount: Number(plain), currency };
}

/** The last separator is the decimal one, unless it can only group thousands: three digits behind it. */
function withPoint(digits: string): string {
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (last < 0) return digits;
  const whole = digits.slice(0, last).replaceAll(/[.,]/g, '');
  const fraction = digits.slice(last + 1);
  const groups =
    digits.indexOf(digits[last]!) < last || (digits[last] === ',' && fraction.length === 3);
  return groups ? whole + fraction : `${whole}.${fraction}`;
}

/** Whether now is within `from/to`, two ISO 8601 times; without an interval a sale always is on. */
export function isSaleOn(interval: string | undefined, now: number): boolean {
  if (interval === undefined) return true;
  const [from, to] = interval.split('/').map((time) => Date.parse(time.trim()));
  return from !== undefined && to !== undefined && from <= now && now <= to;
}
