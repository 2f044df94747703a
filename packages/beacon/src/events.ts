import { deliver } from './delivery/delivery.ts';
import { newEventId } from './event-id.ts';
import { consent } from './storage.ts';
import type { BeaconEvent, EventFields } from './types.ts';
import { idsAt } from './visitor/visitor.ts';

/** The address of the page that events happen on. */
export let url = '';

export function moveTo(next: string): void {
  url = next;
}

/** What happens now; undefined without consent. */
export function eventOf(type: string, fields: EventFields = {}): BeaconEvent | undefined {
  if (!consent) return undefined;
  const now = Date.now();
  return {
    id: newEventId(now),
    type,
    occurredAt: now,
    ...idsAt(now, true),
    ...fields,
    context: { url, ...fields.context },
  };
}

export function track(type: string, fields?: EventFields): void {
  const event = eventOf(type, fields);
  if (event) deliver(event);
}
