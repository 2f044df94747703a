import { parseNamespacesArguments, type NamespacesArguments, usage } from './arguments.ts';
import { createNamespaceClient, type Listing, type NamespaceClient } from './client.ts';
import { instanceConfig } from '../admin/config.ts';
import { listingText } from './listing.ts';
import { untilServed } from './served.ts';

/** `freshet namespaces list|swap|drop`. */
export async function namespacesCommand(args: string[]): Promise<void> {
  const options = parseNamespacesArguments(args);
  if (options === undefined) return void process.stdout.write(usage);
  const listing = await act(
    options,
    createNamespaceClient(options.url, instanceConfig(process.env).FRESHET_KEY),
  );
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
