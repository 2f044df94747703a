/**
 * Amounts that no order can have, as sites write them, are left out: an order is worth more than one that is refused
 * for them. What is no number or text at all stays what it is, to be refused.
 */

/** How many; of none or less than none nothing is said. */
export const quantityOf = (value: unknown): unknown =>
  typeof value === 'number' && value <= 0 ? undefined : value;

/** Of one piece; a discount that is listed as a product has none. */
export const priceOf = (value: unknown): unknown =>
  typeof value === 'number' && value < 0 ? undefined : value;

/** A code as ISO 4217 has it, which is not always how it is written; a sign such as `€` is none. */
export function currencyOf(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? undefined;
  const code = value.trim().toUpperCase();
  return /^[A-Z]{3}$/.test(code) ? code : undefined;
}
