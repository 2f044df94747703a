import { type BehaviourEvent, behaviourEventCodec, profileKey, topics } from '@freshet/events';
import { type Logger, Registry } from '@freshet/runtime';
import { planSink, type RunningSink, startSink } from '@freshet/sink';
import type { Log } from '@freshet/stream';
import { expect, onTestFinished } from 'vitest';
import { behaviourEvent } from './events.ts';
import { followNamespaces } from './pipeline.ts';
import { quietLogger } from './quiet-logger.ts';
import type { ReceivedEvent, WebhookReceiver } from './webhook-receiver.ts';

const USERS = ['ada', 'bob', 'eve', 'joe', 'kim', 'leo', 'mia'];

/** So many views of several visitors, ids rising in the order of publishing. */
export function someEvents(count: number, from = 0): BehaviourEvent[] {
  return Array.from({ length: count }, (_, i) =>
    behaviourEvent({
      id: `e${String(from + i).padStart(5, '0')}`,
      userId: USERS[(from + i) % USERS.length]!,
    }),
  );
}

export async function publishEvents(log: Log, events: readonly BehaviourEvent[]): Promise<void> {
  const records = events.map((event) => ({
    key: profileKey(event),
    value: behaviourEventCodec.encode(event),
  }));
  await log.publisher.publish(topics.behaviourEvents.name, records);
}

export const sinkTopics = [topics.behaviourEvents, topics.deadLetters, topics.deploymentNamespaces];

export interface TestSink extends RunningSink {
  readonly registry: Registry;
  readonly fatal: readonly Error[];
}

/** A sink in this process that POSTs to `receiver`, closed with the test. */
export async function openSink(
  log: Log,
  { url, secret }: Pick<WebhookReceiver, 'url' | 'secret'>,
  {
    timeoutMs = 5_000,
    events = 'all',
    logger = quietLogger,
  }: { timeoutMs?: number; events?: 'all' | 'outcomes'; logger?: Logger } = {},
): Promise<TestSink> {
  const registry = new Registry();
  const fatal: Error[] = [];
  const plan = planSink(
    {
      SINK_URL: url,
      SINK_SECRET: secret,
      SINK_PRIVATE_ADDRESSES: '127.0.0.1',
      SINK_FILE: '',
      SINK_EVENTS: events,
      SINK_GROUP: 'sink',
      SINK_BATCH_EVENTS: 10,
      SINK_TIMEOUT_MS: timeoutMs,
      SINK_FILE_BYTES: 1e6,
    },
    Date.now,
  )!;
  const onFatal = (error: Error) => void fatal.push(error);
  const namespaces = await followNamespaces(log);
  const options = {
    plan,
    log,
    namespaces,
    registry,
    logger,
    clock: Date.now,
    onFatal,
  };
  const sink = await startSink(options);
  onTestFinished(() => sink.close());
  return { ...sink, registry, fatal };
}

/** Every event is there, and of each visitor the first arrivals come in order. */
export function expectAllInOrder(
  arrived: readonly ReceivedEvent[],
  sent: readonly BehaviourEvent[],
): void {
  const first = new Map(
    arrived.map((event) => [event.id, event]).toReversed() as [string, ReceivedEvent][],
  );
  expect([...first.keys()].toSorted()).toEqual(sent.map(({ id }) => id).toSorted());
  const order = [...new Set(arrived.map(({ id }) => id))].map((id) => first.get(id)!);
  for (const user of USERS) {
    const own = order.filter(({ userId }) => userId === user).map(({ id }) => id);
    expect(own).toEqual(own.toSorted());
  }
}

/** The value of one series on a page of metrics; undefined where there is none. */
export function seriesIn(page: string, series: string): number | undefined {
  const line = page.split('\n').find((candidate) => candidate.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

/** Over all partitions, as `/metrics` has it. */
export function lagIn(page: string, group: string): number {
  const lags = page.matchAll(
    new RegExp(`^freshet_partition_lag_records\\{group="${group}",.*\\} (\\d+)$`, 'gm'),
  );
  return [...lags].reduce((sum, [, records]) => sum + Number(records), 0);
}
