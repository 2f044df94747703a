import { wholeText } from '../format/numbers.ts';
import { scaleOf } from '../parts/measure.tsx';
import type { Arm } from './figures.ts';
import { RateCells } from './rate-cells.tsx';
import { TableFrame } from '../parts/table-frame.tsx';

/** What the visitors of experiments did, arm by arm: each visitor is one observation. */
export function ArmsTable({ arms }: { readonly arms: readonly Arm[] }) {
  const clickScale = scaleOf(arms.map(({ clickThrough }) => clickThrough));
  const buyerScale = scaleOf(arms.map(({ conversion }) => conversion));
  return (
    <section class="card" aria-labelledby="arms-title">
      <div class="card-head">
        <h2 id="arms-title">Visitors of experiments</h2>
        <a class="small" href="/dashboard/experiments">
          Compare their arms
        </a>
      </div>
      <TableFrame>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">Experiment</th>
              <th scope="col">Variant</th>
              <th scope="col" class="number">
                Visitors
              </th>
              <th scope="col">Click-through</th>
              <th scope="col" class="number">
                Buyers
              </th>
              <th scope="col">Conversion, of visitors</th>
              <th scope="col" class="number">
                Revenue
              </th>
            </tr>
          </thead>
          <tbody>
            {arms.map((arm) => (
              <tr key={`${arm.experiment}/${arm.variant}`}>
                <th scope="row">{arm.experiment}</th>
                <td>{arm.variant}</td>
                <td class="number">{wholeText(arm.visitors)}</td>
                <RateCells
                  of={arm}
                  bought={arm.buyers}
                  clickScale={clickScale}
                  boughtScale={buyerScale}
                />
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </section>
  );
}
