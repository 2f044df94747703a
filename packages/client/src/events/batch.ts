import type { components } from '../generated/api.ts';

export type Event = components['schemas']['Event'];

/** An event that waits, with the id under which it counts once however often it is sent. */
export interface Queued {
  readonly event: Event & { readonly id: string };
  /** As JSON. */
  readonly bytes: number;
}

/** Bounds of one call, as the server has them; of the 512 KB of a body a fifth is left to spare. */
export const BATCH_EVENTS_MAX = 500;
const BATCH_BYTES_MAX = 400_000;
/** What a browser still sends of a page that is left, in all calls together, less what addresses and headers take. */
export const LEAVING_BYTES_MAX = 60_000;
const PROFILE_EVENTS_MAX = 64;

/** How many from the head of the queue go into one call: it keeps their order. */
export function batchSize(
  queue: readonly Queued[],
  eventsMax: number,
  bytesMax = BATCH_BYTES_MAX,
): number {
  const ofProfile = new Map<string, number>();
  let bytes = 0;
  let size = 0;
  for (; size < Math.min(queue.length, eventsMax); size++) {
    const one = queue[size]!;
    const profile = profileOf(one.event);
    const amount = (ofProfile.get(profile) ?? 0) + 1;
    bytes += one.bytes;
    // The first one always goes: what is too large by itself the server refuses by name.
    if (size > 0 && (bytes > bytesMax || amount > PROFILE_EVENTS_MAX)) break;
    ofProfile.set(profile, amount);
  }
  return size;
}

function profileOf({ userId, anonymousId }: Event): string {
  return userId == null ? `a ${anonymousId}` : `u ${userId}`;
}
