import type { Event, Queued } from './batch.ts';

const encoder = new TextEncoder();

/** The event as it is sent, however often: with an id and the time at which it happened. */
export function identified(event: Event, now: number): Queued {
  const whole = { ...event, id: event.id ?? newId(), occurredAt: event.occurredAt ?? now };
  return { event: whole, bytes: encoder.encode(JSON.stringify(whole)).length };
}

/** 128 random bits; `randomUUID` is not there on pages without TLS. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
