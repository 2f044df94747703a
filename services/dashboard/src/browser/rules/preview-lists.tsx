import type { ListAnswer, RuleTouch } from '../inspector/answers.ts';
import { ItemLink } from '../parts/item-link.tsx';
import type { Warning } from './rule.ts';
import { TableFrame } from '../parts/table-frame.tsx';

export interface Previewed {
  readonly before: ListAnswer;
  readonly after: ListAnswer;
  readonly touched: readonly Touched[];
  readonly warnings: readonly Warning[];
}

interface Touched {
  readonly itemId: string;
  readonly position: { readonly before: number | null; readonly after: number | null };
  readonly rules: readonly RuleTouch[];
}

/** Both lists, place by place, and what moved. */
export function PreviewLists({ previewed }: { readonly previewed: Previewed }) {
  const { before, after, touched } = previewed;
  const moves = new Map(touched.map((one) => [one.itemId, one]));
  const gone = touched.filter(({ position }) => position.after === null);
  const places = Math.max(before.items.length, after.items.length);
  if (places === 0) return <p class="notice">Both lists are empty: {after.emptyBecause}</p>;
  return (
    <>
      {!touched.some(({ position }) => position.before !== position.after) && (
        <p class="notice">The list stays as it is.</p>
      )}
      <TableFrame>
        <table class="table">
          <thead>
            <tr>
              <th scope="col" class="number">
                Place
              </th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
              <th scope="col">What happened</th>
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: places }, (_, i) => (
              <tr>
                <th scope="row" class="number">
                  {i + 1}
                </th>
                <td>{before.items[i] && <ItemLink itemId={before.items[i].itemId} />}</td>
                <td>{after.items[i] && <ItemLink itemId={after.items[i].itemId} />}</td>
                <td>{after.items[i] && <Move touched={moves.get(after.items[i].itemId)} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      {gone.length > 0 && (
        <p class="small muted">
          No longer among the first {places}:{' '}
          {gone.map(({ itemId }, i) => (
            <>
              {i > 0 && ', '}
              <span class="id">{itemId}</span>
            </>
          ))}
        </p>
      )}
    </>
  );
}

function Move({ touched }: { readonly touched: Touched | undefined }) {
  if (touched === undefined) return null;
  const { position, rules } = touched;
  const { before, after } = position;
  return (
    <span class="row moves">
      {before === null && <span class="badge good">new</span>}
      {before !== null && after !== null && before !== after && (
        <span class={`badge ${before > after ? 'good' : 'bad'}`}>
          {before > after ? `up ${before - after}` : `down ${after - before}`}
        </span>
      )}
      {rules.map(({ id, action }) => (
        <span class="badge">
          {action} by {id}
        </span>
      ))}
    </span>
  );
}
