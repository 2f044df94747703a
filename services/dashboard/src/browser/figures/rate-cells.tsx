import { moneyText, percentText, wholeText } from '../format/numbers.ts';
import { Measure } from '../parts/measure.tsx';
import type { Counted } from './figures.ts';
import { RevenueTexts } from './revenue-texts.tsx';

/** Click-through, how many bought, conversion and revenue, as cells of a row. */
export function RateCells({
  of: { clickThrough, conversion, revenue },
  bought,
  clickScale,
  boughtScale,
}: {
  readonly of: Counted;
  readonly bought: number;
  readonly clickScale: number;
  readonly boughtScale: number;
}) {
  return (
    <>
      <td>
        <Measure measured={clickThrough} max={clickScale} text={percentText} />
      </td>
      <td class="number">{wholeText(bought)}</td>
      <td>
        <Measure measured={conversion} max={boughtScale} text={percentText} />
      </td>
      <td class="number">
        <RevenueTexts
          revenue={revenue}
          text={({ amount, currency }) => moneyText(amount, currency)}
        />
      </td>
    </>
  );
}
