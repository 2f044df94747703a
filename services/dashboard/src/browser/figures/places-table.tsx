import { moneyText, wholeText } from '../format/numbers.ts';
import { scaleOf } from '../parts/measure.tsx';
import type { Dimension, Place } from './figures.ts';
import { RateCells } from './rate-cells.tsx';
import { RevenueTexts } from './revenue-texts.tsx';
import { TableFrame } from '../parts/table-frame.tsx';

const names: Readonly<Record<Dimension, string>> = {
  strategy: 'Strategy',
  scenario: 'Scenario',
  position: 'Position',
  experiment: 'Experiment',
  variant: 'Variant',
};

export function PlacesTable({
  places,
  by,
}: {
  readonly places: readonly Place[];
  readonly by: readonly Dimension[];
}) {
  const clickScale = scaleOf(places.map(({ clickThrough }) => clickThrough));
  const orderScale = scaleOf(places.map(({ conversion }) => conversion));
  return (
    <section class="card flush" aria-label="By place">
      <TableFrame>
        <table class="table places">
          <thead>
            <tr>
              {by.map((dimension) => (
                <th scope="col">{names[dimension]}</th>
              ))}
              <th scope="col" class="number">
                Impressions
              </th>
              <th scope="col" class="number">
                Clicks
              </th>
              <th scope="col">Click-through</th>
              <th scope="col" class="number">
                Orders
              </th>
              <th scope="col">Conversion, of clicks</th>
              <th scope="col" class="number">
                Revenue
              </th>
              <th scope="col" class="number">
                A click
              </th>
            </tr>
          </thead>
          <tbody>
            {places.map((place) => (
              <tr key={by.map((dimension) => place[dimension]).join('/')}>
                {by.map((dimension, i) =>
                  i === 0 ? (
                    <th scope="row">{nameOf(place[dimension])}</th>
                  ) : (
                    <td>{nameOf(place[dimension])}</td>
                  ),
                )}
                <td class="number">{wholeText(place.impressions)}</td>
                <td class="number">{wholeText(place.clicks)}</td>
                <RateCells
                  of={place}
                  bought={place.orders}
                  clickScale={clickScale}
                  boughtScale={orderScale}
                />
                <td class="number">
                  <RevenueTexts
                    revenue={place.revenue}
                    text={({ perClick, currency }) =>
                      perClick ? moneyText(perClick.value, currency) : null
                    }
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </section>
  );
}

/** Of answers outside any experiment the name is empty. */
function nameOf(value: string | number | undefined) {
  return value === undefined || value === '' ? <span class="muted">none</span> : value;
}
