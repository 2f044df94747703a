import { useSignal } from '@preact/signals';
import { decimalText, wholeText } from '../format/numbers.ts';
import { Bar } from '../parts/bar.tsx';
import { bucketText, type Ranker } from './ranker.ts';
import { TableFrame } from '../parts/table-frame.tsx';

/** The weights of one circumstance, beside those it began with. */
export function WeightsTable({ ranker: { features, buckets } }: { readonly ranker: Ranker }) {
  const chosen = useSignal(0);
  const bucket = buckets[chosen.value] ?? buckets[0]!;
  const largest = Math.max(...bucket.served.map(Math.abs), ...bucket.start.map(Math.abs));
  return (
    <section class="card" aria-labelledby="weights-title">
      <div class="card-head">
        <h2 id="weights-title">Weights</h2>
        <div class="row">
          <label class="muted small" for="bucket">
            of sessions with
          </label>
          <select
            id="bucket"
            class="input fit-wide"
            value={String(chosen.value)}
            onChange={({ currentTarget }) => {
              chosen.value = Number(currentTarget.value);
            }}
          >
            {buckets.map((one, i) => (
              <option value={String(i)}>{bucketText(one)}</option>
            ))}
          </select>
        </div>
      </div>
      <p class="muted small">
        {wholeText(bucket.samples)} samples; {decimalText(bucket.unsettled, 3)} from what was
        learned last. A session is ranked by the sum of the weights of all that is true of it.
      </p>
      <TableFrame>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">Feature</th>
              <th scope="col" class="bar-column">
                Weight
              </th>
              <th scope="col" class="number">
                Served
              </th>
              <th scope="col" class="number">
                Start
              </th>
              <th scope="col" class="number">
                Moved
              </th>
            </tr>
          </thead>
          <tbody>
            {features.map((feature, i) => (
              <tr key={feature}>
                <th scope="row">
                  <code>{feature}</code>
                </th>
                <td>
                  <Bar value={bucket.served[i]!} max={largest} isSigned />
                </td>
                <td class="number">{decimalText(bucket.served[i], 4)}</td>
                <td class="number">{decimalText(bucket.start[i], 4)}</td>
                <td class="number">{decimalText(bucket.fromStart[i], 4)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </section>
  );
}
