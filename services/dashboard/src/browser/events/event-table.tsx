import type { LiveEvent } from '../../shapes/live.ts';
import { withQuery } from '../api/call.ts';
import { moneyText, NOTHING } from '../format/numbers.ts';
import { clockText } from '../format/times.ts';
import { problemText } from '../quality/problem-text.ts';
import { Empty } from '../parts/empty.tsx';
import { ItemLink } from '../parts/item-link.tsx';
import { TableFrame } from '../parts/table-frame.tsx';

/** Acts as they arrived, newest first. */
export function EventTable({ events }: { readonly events: readonly LiveEvent[] }) {
  if (events.length === 0) {
    return (
      <Empty title="No event yet">
        As soon as a page with the tag is opened, or something is posted to <code>/v1/events</code>,
        it stands here.
      </Empty>
    );
  }
  return (
    <TableFrame>
      <table class="table events-table">
        <colgroup>
          <col style={{ width: '5.5rem' }} />
          <col style={{ width: '7rem' }} />
          <col style={{ width: '18%' }} />
          <col style={{ width: '15%' }} />
          <col />
          <col style={{ width: '6rem' }} />
          <col style={{ width: '10rem' }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">At</th>
            <th scope="col">Type</th>
            <th scope="col">Visitor</th>
            <th scope="col">Item</th>
            <th scope="col">Page</th>
            <th scope="col" class="number">
              Value
            </th>
            <th scope="col">Notes</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <EventRow key={event.id} event={event} />
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function EventRow({ event }: { readonly event: LiveEvent }) {
  const { id, type, receivedAt, itemId, items, url, value, currency } = event;
  return (
    <tr>
      <td>{clockText(receivedAt)}</td>
      <th scope="row">
        <a href={withQuery('/dashboard/inspector', { message: id })}>{type}</a>
      </th>
      <td>
        <VisitorLink event={event} />
      </td>
      <td>{itemId === null ? itemsText(items) : <ItemLink itemId={itemId} />}</td>
      <td title={url ?? undefined}>{url === null ? NOTHING : pathOf(url)}</td>
      <td class="number">{value === null ? NOTHING : moneyText(value, currency)}</td>
      <td>
        <Notes event={event} />
      </td>
    </tr>
  );
}

function VisitorLink({ event: { userId, anonymousId } }: { readonly event: LiveEvent }) {
  const subject = userId === null ? { visitor: anonymousId } : { user: userId };
  return (
    <a class="id" href={withQuery('/dashboard/inspector', subject)}>
      {userId ?? anonymousId}
    </a>
  );
}

function Notes({ event }: { readonly event: LiveEvent }) {
  const { isDuplicate, isInCatalogue, recommId, problems } = event;
  return (
    <>
      {problems.length > 0 && (
        <span class="badge warn" title={problems.map(problemWords).join(', ')}>
          not as planned
        </span>
      )}{' '}
      {isDuplicate && <span class="badge warn">came before</span>}{' '}
      {isInCatalogue === false && <span class="badge warn">not in catalogue</span>}{' '}
      {recommId !== null && <span class="badge accent">recommended</span>}
    </>
  );
}

function problemWords({ code, pointer }: LiveEvent['problems'][number]): string {
  return `${pointer} ${problemText(code)}`.trim();
}

/** What tells the pages of one site apart. */
function pathOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search, hash } = new URL(url);
  return pathname + search + hash;
}

function itemsText(count: number): string {
  if (count === 0) return NOTHING;
  return count === 1 ? '1 item' : `${count} items`;
}
