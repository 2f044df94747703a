import { NOTHING } from '../format/numbers.ts';
import type { Revenue } from './figures.ts';

/** One line for each currency: they do not add up. */
export function RevenueTexts({
  revenue,
  text,
}: {
  readonly revenue: readonly Revenue[];
  readonly text: (revenue: Revenue) => string | null;
}) {
  if (revenue.length === 0) return <span class="muted">{NOTHING}</span>;
  return (
    <>
      {revenue.map((one) => (
        <div>{text(one) ?? NOTHING}</div>
      ))}
    </>
  );
}
