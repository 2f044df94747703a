import { useId } from 'preact/hooks';
import type { Asked } from '../api/use-call.ts';
import { decimalText, percentText } from '../format/numbers.ts';
import { Empty } from '../parts/empty.tsx';
import { ItemLink } from '../parts/item-link.tsx';
import { Loaded } from '../parts/loaded.tsx';
import type { ListAnswer } from './answers.ts';
import { TableFrame } from '../parts/table-frame.tsx';

export function ScoredList({
  title,
  intro,
  asked,
  isShare = false,
}: {
  readonly title: string;
  readonly intro: string;
  readonly asked: Asked<ListAnswer>;
  readonly isShare?: boolean;
}) {
  const id = useId();
  return (
    <section class="card" aria-labelledby={id}>
      <div>
        <h2 id={id}>{title}</h2>
        <p class="muted small">{intro}</p>
      </div>
      <Loaded asked={asked} lines={6}>
        {({ items, strategy, emptyBecause }) =>
          items.length === 0 ? (
            <Empty title="None">
              <code>{emptyBecause}</code>
            </Empty>
          ) : (
            <>
              {strategy !== undefined && (
                <p>
                  <span class="badge accent">{strategy}</span>
                </p>
              )}
              <TableFrame>
                <table class="table">
                  <thead>
                    <tr>
                      <th scope="col">Item</th>
                      {isScored(items) && (
                        <th scope="col" class="number">
                          {isShare ? 'Share' : 'Score'}
                        </th>
                      )}
                    </tr>
                  </thead>
                  <tbody>
                    {items.map(({ itemId, score }) => (
                      <tr>
                        <th scope="row">
                          <ItemLink itemId={itemId} />
                        </th>
                        {isScored(items) && (
                          <td class="number">
                            {isShare ? percentText(score) : decimalText(score, 3)}
                          </td>
                        )}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </TableFrame>
            </>
          )
        }
      </Loaded>
    </section>
  );
}

/** A list by time scores nothing. */
function isScored(items: ListAnswer['items']): boolean {
  return items.some(({ score }) => Number.isFinite(score));
}
