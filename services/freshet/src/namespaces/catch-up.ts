import { setTimeout as delay } from 'node:timers/promises';
import { FreshetError } from '@freshet/runtime';
import type { ListedNamespace, Listing, NamespaceClient } from './client.ts';
import { progressText } from './listing.ts';

const LOOK_MS = 1_000;
/** So close to the end, where new events always come in, going live can wait for the rest. */
const NEARLY_RECORDS = 500;

/** Shows how far the namespace is until it has nearly come to the end, which moves on. */
export async function untilCaughtUp(
  client: NamespaceClient,
  created: Listing,
  name: string,
): Promise<ListedNamespace> {
  for (let listing = created; ; listing = await client.list()) {
    const namespace = listing.namespaces.find((one) => one.name === name);
    if (namespace === undefined) {
      throw new FreshetError('ADMIN_REFUSED', `Namespace "${name}" was dropped meanwhile.`);
    }
    const most = namespace.to === null ? NEARLY_RECORDS : 0;
    if (hasBegun(namespace) && namespace.groups.every(({ lag }) => lag <= most)) return namespace;
    process.stderr.write(`${name}: ${progressText(namespace)}\n`);
    await delay(LOOK_MS);
  }
}

/** With few records in the log nothing applied looks like nearly everything. */
function hasBegun({ groups }: ListedNamespace): boolean {
  return groups.every(({ lag, records }) => lag === 0 || lag < records);
}
