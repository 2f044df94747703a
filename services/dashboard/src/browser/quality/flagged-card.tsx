import type { Flagged } from '../../shapes/quality.ts';
import { wholeText } from '../format/numbers.ts';
import { Empty } from '../parts/empty.tsx';
import { TableFrame } from '../parts/table-frame.tsx';
import { Time } from '../parts/time.tsx';

const texts: Readonly<Record<string, string>> = {
  agent: 'names itself a bot or tool',
  headless: 'browser without a window',
  rate: 'faster than a person',
  regular: 'as evenly as a clock',
  repeat: 'one item again and again',
  source: 'one address, too much of an item',
};

/** What bots are thought to have sent, by reason: set aside, and counted nowhere else. */
export function FlaggedCard({ flagged }: { readonly flagged: readonly Flagged[] }) {
  return (
    <section class="card" aria-labelledby="flagged-title">
      <h2 id="flagged-title">Flagged as bots</h2>
      {flagged.length === 0 ? (
        <Empty title="Nothing was set aside" />
      ) : (
        <>
          <TableFrame>
            <table class="table">
              <thead>
                <tr>
                  <th scope="col">Reason</th>
                  <th scope="col">Which means</th>
                  <th scope="col" class="number">
                    Events
                  </th>
                  <th scope="col">Last</th>
                </tr>
              </thead>
              <tbody>
                {flagged.map(({ reason, count, lastAt }) => (
                  <tr key={reason}>
                    <th scope="row" class="mono">
                      {reason}
                    </th>
                    <td>{texts[reason] ?? 'a reason of a newer version'}</td>
                    <td class="number">{wholeText(count)}</td>
                    <td>
                      <Time at={lastAt} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
          <p class="muted small">
            They lie in quarantine, and score nothing. <code>freshet quarantine list</code> shows
            them, <code>release</code> lets them count.
          </p>
        </>
      )}
    </section>
  );
}
