import { setTimeout as delay } from 'node:timers/promises';
import { FreshetError } from '@freshet/runtime';
import {
  createNamespaceClient,
  type ListedNamespace,
  type Listing,
  type NamespaceClient,
} from '../namespaces/client.ts';
import { progressText } from '../namespaces/listing.ts';
import { parseReplayLogArguments, usage } from './arguments.ts';

const LOOK_MS = 1_000;
/** So close to the end, where new events always come in, going live can wait for the rest. */
const NEARLY_RECORDS = 500;

/** `freshet replay-log`. */
export async function replayLogCommand(args: string[]): Promise<void> {
  const options = parseReplayLogArguments(args);
  if (options === undefined) return void process.stdout.write(usage);
  const { into: name, from, to, url, json } = options;
  const client = createNamespaceClient(url);
  const start = performance.now();
  const created = await client.create({ name, from, ...(to !== undefined && { to }) });
  const { groups } = await untilCaughtUp(client, created, name);
  const seconds = (performance.now() - start) / 1000;
  const events = groups[0]?.records ?? 0;
  const rate = Math.round(events / seconds);
  const result = { namespace: name, events, seconds, eventsPerSecond: rate };
  process.stdout.write(
    json
      ? `${JSON.stringify(result)}\n`
      : `${name} has caught up: ${events} events, ${seconds.toFixed(1)} s, ${rate} events/s\n`,
  );
}

async function untilCaughtUp(
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
