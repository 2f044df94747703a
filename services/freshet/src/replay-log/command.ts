import { untilCaughtUp } from '../namespaces/catch-up.ts';
import { createNamespaceClient } from '../namespaces/client.ts';
import { instanceConfig } from '../admin/config.ts';
import { parseReplayLogArguments, usage } from './arguments.ts';

/** `freshet replay-log`. */
export async function replayLogCommand(args: string[]): Promise<void> {
  const options = parseReplayLogArguments(args);
  if (options === undefined) return void process.stdout.write(usage);
  const { into: name, from, to, url, json } = options;
  const client = createNamespaceClient(url, instanceConfig(process.env).FRESHET_KEY);
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
