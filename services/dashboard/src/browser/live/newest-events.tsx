import type { LiveEvent } from '../../shapes/live.ts';
import { EventTable } from '../events/event-table.tsx';

export function NewestEvents({ events }: { readonly events: readonly LiveEvent[] }) {
  return (
    <section class="card" aria-labelledby="newest-title">
      <div class="card-head">
        <h2 id="newest-title">Newest events</h2>
        <a class="small" href="/dashboard/events">
          All, with filters
        </a>
      </div>
      <EventTable events={events} />
    </section>
  );
}
