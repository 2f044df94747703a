import { withQuery } from '../api/call.ts';
import { NOTHING } from '../format/numbers.ts';

/** Ids of events, each the way to what became of it. */
export function EventLinks({ ids }: { readonly ids: readonly string[] }) {
  if (ids.length === 0) return <>{NOTHING}</>;
  return (
    <>
      {ids.map((id) => (
        <div key={id} class="event-link" title={id}>
          <a class="id" href={withQuery('/dashboard/quality', { id })}>
            {id}
          </a>
        </div>
      ))}
    </>
  );
}
