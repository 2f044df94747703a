import { setTimeout as delay } from 'node:timers/promises';
import type { Listing, NamespaceClient } from './client.ts';

/** How long the asked process may take to answer from a namespace that went live, in ms. */
const GOING_OVER_MS_MAX = 60_000;
const LOOK_MS = 250;

/** The state after going over, or as it is after GOING_OVER_MS_MAX. */
export async function untilServed(client: NamespaceClient): Promise<Listing> {
  const deadline = performance.now() + GOING_OVER_MS_MAX;
  for (;;) {
    const listing = await client.list();
    if (listing.served === listing.live || performance.now() > deadline) return listing;
    await delay(LOOK_MS);
  }
}
