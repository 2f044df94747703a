import { instanceConfig } from '../admin/config.ts';
import { FreshetError } from '@freshet/runtime';
import { untilCaughtUp } from '../namespaces/catch-up.ts';
import {
  createNamespaceClient,
  type ListedNamespace,
  type Listing,
  type NamespaceClient,
} from '../namespaces/client.ts';
import { listingText } from '../namespaces/listing.ts';
import { untilServed } from '../namespaces/served.ts';
import { parseRepartitionArguments, usage } from './arguments.ts';

/** `freshet repartition`. */
export async function repartitionCommand(args: string[]): Promise<void> {
  const options = parseRepartitionArguments(args);
  if (options === undefined) return void process.stdout.write(usage);
  const { into, partitions, url, json } = options;
  const client = createNamespaceClient(url, instanceConfig(process.env).FRESHET_KEY);
  const listing = await repartition({ into, partitions }, client);
  process.stdout.write(json ? `${JSON.stringify(listing)}\n` : listingText(listing));
}

/** Each step is left out where an earlier command has done it. */
async function repartition(
  { into, partitions }: { readonly into: string; readonly partitions: number },
  client: NamespaceClient,
): Promise<Listing> {
  let listing = await client.list();
  const there = listing.namespaces.find(({ name }) => name === into);
  if (there === undefined) listing = await client.create({ name: into, partitions });
  else if (there.partitions !== partitions) throw otherCount(there, partitions);
  if (listing.live !== into) {
    await untilCaughtUp(client, listing, into);
    await client.swap(into, false);
  }
  return untilServed(client);
}

function otherCount({ name, partitions }: ListedNamespace, wanted: number): FreshetError {
  return new FreshetError(
    'ADMIN_REFUSED',
    `Namespace "${name}" is there already, with ${partitions} partitions and not ${wanted}; give another name, or drop it first.`,
    { namespace: name, partitions, wanted },
  );
}
