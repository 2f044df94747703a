import { useSignal } from '@preact/signals';
import { StreamStanding } from '../live/stream-standing.tsx';
import { useLiveStream } from '../live/use-live-stream.ts';
import { LastHourCard } from '../quality/last-hour-card.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { type EventFilter, everyEvent, passes } from './event-filter.ts';
import { EventFilterForm } from './event-filter-form.tsx';
import { EventTable } from './event-table.tsx';

/** Whether events arrive, and whether they are what they should be. */
export function EventsPage() {
  const stream = useLiveStream();
  const filter = useSignal<EventFilter>(everyEvent);
  const state = stream.state.value;
  return (
    <>
      <PageHead title="Events" intro="The newest, as they come in, and what is odd about them.">
        <StreamStanding stream={stream} />
      </PageHead>
      {state === null ? (
        <Skeleton lines={12} />
      ) : (
        <>
          <LastHourCard />
          <EventFilterForm
            filter={filter.value}
            types={[...new Set(state.events.map(({ type }) => type))].toSorted()}
            onChange={(next) => {
              filter.value = next;
            }}
          />
          <section class="card" aria-label="Events">
            <EventTable events={state.events.filter((event) => passes(event, filter.value))} />
          </section>
        </>
      )}
    </>
  );
}
