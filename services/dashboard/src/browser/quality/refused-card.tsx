import type { QualityReport, Refused } from '../../shapes/quality.ts';
import { wholeText } from '../format/numbers.ts';
import { Empty } from '../parts/empty.tsx';
import { Time } from '../parts/time.tsx';
import { EventLinks } from './event-links.tsx';
import { TableFrame } from '../parts/table-frame.tsx';

/** What was not taken, or could not be processed, by reason. */
export function RefusedCard({ report }: { readonly report: QualityReport }) {
  const { refused, deadLetters } = report;
  return (
    <section class="card" aria-labelledby="refused-title">
      <h2 id="refused-title">Errors by code</h2>
      {refused.length === 0 ? (
        <Empty title="Ingest refused nothing" />
      ) : (
        <RefusedTable refused={refused} />
      )}
      <div class="card-head">
        <h3>Taken, and not to be processed, by group and code</h3>
        <a class="small" href="/dashboard/dead-letters">
          Dead letters
        </a>
      </div>
      {deadLetters.length === 0 ? (
        <p class="muted small">None of the last day.</p>
      ) : (
        <ul class="row plain">
          {deadLetters.map(({ group, code, count }) => (
            <li class="badge bad">
              {group}: {code} {wholeText(count)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function RefusedTable({ refused }: { readonly refused: readonly Refused[] }) {
  return (
    <TableFrame>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Refused with</th>
            <th scope="col" class="number">
              Times
            </th>
            <th scope="col">Last</th>
            <th scope="col">Where in the request</th>
            <th scope="col">Newest events</th>
          </tr>
        </thead>
        <tbody>
          {refused.map(({ code, count, lastAt, examples }) => (
            <tr key={code}>
              <th scope="row" class="mono">
                {code}
              </th>
              <td class="number">{wholeText(count)}</td>
              <td>
                <Time at={examples[0]?.at ?? lastAt} />
              </td>
              <td class="mono">{examples[0]?.pointer || '–'}</td>
              <td>
                <EventLinks ids={examples.flatMap(({ id }) => id ?? [])} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
