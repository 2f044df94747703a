import { setTimeout as delay } from 'node:timers/promises';
import { parseNamespacesArguments, type NamespacesArguments, usage } from './arguments.ts';
import { createNamespaceClient, type Listing, type NamespaceClient } from './client.ts';
import { listingText } from './listing.ts';

/** How long `swap` waits for the asked process to answer from the namespace, in ms. */
const GOING_OVER_MS_MAX = 60_000;
const LOOK_MS = 250;

/** `freshet namespaces list|swap|drop`. */
export async function namespacesCommand(args: string[]): Promise<void> {
  const options = parseNamespacesArguments(args);
  if (options === undefined) return void process.stdout.write(usage);
  const listing = await act(options, createNamespaceClient(options.url));
  process.stdout.write(options.json ? `${JSON.stringify(listing)}\n` : listingText(listing));
}

async function act(
  { action, name, force }: NamespacesArguments,
  client: NamespaceClient,
): Promise<Listing> {
  if (action === 'list') return client.list();
  if (action === 'drop') return client.drop(name);
  await client.swap(name, force);
  return untilServed(client);
}

/** The state after going over, or as it is after GOING_OVER_MS_MAX. */
async function untilServed(client: NamespaceClient): Promise<Listing> {
  const deadline = performance.now() + GOING_OVER_MS_MAX;
  for (;;) {
    const listing = await client.list();
    if (listing.served === listing.live || performance.now() > deadline) return listing;
    await delay(LOOK_MS);
  }
}
