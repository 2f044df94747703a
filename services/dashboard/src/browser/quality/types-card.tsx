import type { QualityReport, TypeStanding } from '../../shapes/quality.ts';
import { NOTHING, wholeText } from '../format/numbers.ts';
import { durationText } from '../format/times.ts';
import { Empty } from '../parts/empty.tsx';
import { Time } from '../parts/time.tsx';
import { TableFrame } from '../parts/table-frame.tsx';

const MINUTE_MS = 60_000;
const tones: Readonly<Record<TypeStanding['standing'], readonly [string, string]>> = {
  arriving: ['good', 'comes'],
  late: ['warn', 'pauses longer than it does'],
  silent: ['bad', 'missing'],
  never: ['bad', 'never came'],
  unplanned: ['warn', 'not planned'],
};

/** Which types of events come, and which should and do not. */
export function TypesCard({ report: { types, plan } }: { readonly report: QualityReport }) {
  return (
    <section class="card" aria-labelledby="types-title">
      <div>
        <h2 id="types-title">Types of events</h2>
        {plan === null && (
          <p class="muted small">Without a tracking plan nobody knows which should come.</p>
        )}
      </div>
      {types.length === 0 ? <Empty title="No event has come yet" /> : <TypesTable types={types} />}
    </section>
  );
}

function TypesTable({ types }: { readonly types: readonly TypeStanding[] }) {
  return (
    <TableFrame>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Type</th>
            <th scope="col">Standing</th>
            <th scope="col" class="number">
              Events
            </th>
            <th scope="col">Last</th>
            <th scope="col" class="number">
              Expected every
            </th>
            <th scope="col" class="number">
              Longest pause
            </th>
          </tr>
        </thead>
        <tbody>
          {types.map((row) => (
            <TypeRow key={row.type} row={row} />
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function TypeRow({ row }: { readonly row: TypeStanding }) {
  const { type, standing, count, lastAt, everyMinutes, longestGapMs } = row;
  const [tone, words] = tones[standing];
  return (
    <tr>
      <th scope="row" class="mono">
        {type}
      </th>
      <td>
        <span class={`badge ${tone}`}>{words}</span>
      </td>
      <td class="number">{wholeText(count)}</td>
      <td>
        <Time at={lastAt} />
      </td>
      <td class="number">
        {everyMinutes === null ? NOTHING : durationText(everyMinutes * MINUTE_MS)}
      </td>
      <td class="number">{durationText(longestGapMs)}</td>
    </tr>
  );
}
