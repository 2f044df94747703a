import type { Asked } from '../api/use-call.ts';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Time } from '../parts/time.tsx';
import { type Change, effectText } from './rule.ts';
import { TableFrame } from '../parts/table-frame.tsx';

export interface TrailPage {
  readonly changes: readonly Change[];
  readonly next: number | null;
}

const SHOWN = 50;

/** Who changed what, newest first; each change can be taken back. */
export function Trail({
  asked,
  onRevert,
}: {
  readonly asked: Asked<TrailPage>;
  readonly onRevert: (change: Change) => void;
}) {
  return (
    <section class="card" aria-labelledby="trail-title">
      <div class="card-head">
        <h2 id="trail-title">Trail</h2>
        <span class="muted small">the last {SHOWN} changes</span>
      </div>
      <Loaded asked={asked} lines={4}>
        {({ changes }) =>
          changes.length === 0 ? (
            <Empty title="No rule was ever changed." />
          ) : (
            <TableFrame>
              <table class="table trail">
                <thead>
                  <tr>
                    <th scope="col" class="number">
                      No.
                    </th>
                    <th scope="col">At</th>
                    <th scope="col">By</th>
                    <th scope="col">Change</th>
                    <th scope="col">
                      <span class="visually-hidden">Undo</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {changes.map((change) => (
                    <ChangeRow key={change.number} change={change} onRevert={onRevert} />
                  ))}
                </tbody>
              </table>
            </TableFrame>
          )
        }
      </Loaded>
    </section>
  );
}

function ChangeRow({
  change,
  onRevert,
}: {
  readonly change: Change;
  readonly onRevert: (change: Change) => void;
}) {
  const { number, at, by, ruleId, before, after } = change;
  return (
    <tr>
      <th scope="row" class="number">
        {number}
      </th>
      <td>
        <Time at={at} />
      </td>
      <td>{by ?? <span class="muted">nobody said</span>}</td>
      <td>
        <span class="badge">{verbOf(change)}</span> <span class="id">{ruleId}</span>
        {before !== null && (
          <div class="muted">
            was {before.action} <code>{effectText(before)}</code>
            {!before.enabled && ', off'}
          </div>
        )}
        {after !== null && (
          <div>
            is {after.action} <code>{effectText(after)}</code>
            {!after.enabled && ', off'}
          </div>
        )}
      </td>
      <td>
        <button
          type="button"
          class="button small"
          aria-label={`Undo change ${number} of ${ruleId}`}
          onClick={() => onRevert(change)}
        >
          Undo
        </button>
      </td>
    </tr>
  );
}

function verbOf({ action, before }: Change): string {
  if (action === 'put') return before === null ? 'made' : 'changed';
  return action === 'delete' ? 'deleted' : 'taken back';
}
