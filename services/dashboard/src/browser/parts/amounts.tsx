import type { Amount } from '../../shapes/counts.ts';
import { moneyText } from '../format/numbers.ts';

/** Amounts of several currencies: they do not add up. */
export function Amounts({ amounts }: { readonly amounts: readonly Amount[] }) {
  return (
    <>
      {amounts.map(({ amount, currency }) => (
        <div>{moneyText(amount, currency)}</div>
      ))}
    </>
  );
}
