import type { BehaviourEvent } from '@freshet/events';
import type { eventFields } from './plan.ts';

/** What a plan looks at of an event. */
export type CheckedEvent = Pick<BehaviourEvent, 'type' | (typeof eventFields)[number]>;

/** The event as its site sent it: null where nothing is, and free-form fields as they were. */
export function eventValues(event: CheckedEvent): Readonly<Record<string, unknown>> {
  const { context, properties, items } = event;
  return {
    ...event,
    items: items.length === 0 ? null : items,
    context: parsed(context),
    properties: parsed(properties),
  };
}

/** Ingest writes JSON; something else, of a writer beside it, has no fields. */
function parsed(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
