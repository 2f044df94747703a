import { randomBytes } from 'node:crypto';
import { guardRoutes, openAccess } from '@freshet/access';
import { topics } from '@freshet/events';
import { createIngest, openCatalogueTable, parseAckLevels } from '@freshet/ingest';
import { createHttpServer, Registry } from '@freshet/runtime';
import { type AtLeastOnce, type LogRecord, type Namespaces, runConsumer } from '@freshet/stream';
import { startTracing, type Tracing } from '@freshet/tracing';
import { expect, it, onTestFinished } from 'vitest';
import { describeDeployments, type Engines, startServing } from '../support/deployment.ts';
import { eventually } from '../support/eventually.ts';
import { guarded } from '../support/pipeline.ts';
import { quietLogger } from '../support/quiet-logger.ts';
import { startSpanReceiver } from '../support/span-receiver.ts';

const PARTITIONS = 2;
const traceId = randomBytes(16).toString('hex');
const page = 'b7ad6b7169203331';
const traceparent = `00-${traceId}-${page}-01`;
const messages = { bytesMax: 0, intervalMs: 60_000, deadlineMs: 60_000, keepMs: 60_000 };

const onFatal = (error: Error) => {
  throw error;
};

/** Traces of those who ask for them. */
async function tracingTo(url: string): Promise<Tracing> {
  const config = {
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    OTEL_EXPORTER_OTLP_HEADERS: '',
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: 0,
  } as const;
  const about = { registry: new Registry(), logger: quietLogger };
  const tracing = await startTracing(config, { service: 'test', system: 'freshet', ...about });
  onTestFinished(() => tracing!.close());
  return tracing!;
}

async function openIntake(
  { log: engine }: Engines,
  namespaces: Namespaces,
  tracing: Tracing | undefined,
) {
  const { log, erasures } = await guarded(engine);
  const catalogue = await openCatalogueTable({ log, logger: quietLogger, onFatal });
  onTestFinished(() => catalogue.close());
  const app = createHttpServer(quietLogger);
  guardRoutes(app, openAccess);
  const id = tracing === undefined ? 'untraced' : 'traced';
  const rest = { clock: Date.now, registry: new Registry(), logger: quietLogger };
  const intake = { log, namespaces, erasures, id, catalogue, messages, ...rest };
  const ackLevels = parseAckLevels('');
  await app.register(createIngest({ ...intake, ackLevels, latenessMs: 86_400_000, tracing }));
  onTestFinished(() => app.close());
  return (userId: string, headers: Record<string, string>) =>
    app.inject({
      method: 'POST',
      url: '/v1/events',
      headers,
      payload: { type: 'click', userId, itemId: 'tent' },
    });
}

/** A group without state, as the sink is one. */
async function startCopying({ log }: Engines, tracing: Tracing): Promise<void> {
  const consumer: AtLeastOnce = {
    group: 'copying',
    topic: topics.behaviourEvents.name,
    delivery: 'at-least-once',
    begin: 'earliest',
    commit: 'batch',
    work: async ({ records }) => ({ next: records.at(-1)!.offset + 1 }),
  };
  const runtime = { log, logger: quietLogger, registry: new Registry(), tracing, onFatal };
  const running = await runConsumer(consumer, runtime);
  onTestFinished(() => running.close());
}

async function recordsOf({ log }: Engines, topic: string): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  const record = (each: LogRecord) => void records.push(each);
  const follower = await log.follow({ topic, record, onFatal });
  await follower.caughtUp;
  await follower.close();
  return records;
}

describeDeployments('traces', (open) => {
  it('lead from a click to the answer through every worker, and leave no mark where they are off', async () => {
    const receiver = await startSpanReceiver();
    const tracing = await tracingTo(receiver.url);
    const engines = await open(PARTITIONS);
    const serving = await startServing(engines, PARTITIONS, { tracing });
    const click = await openIntake(engines, serving.namespaces, tracing);
    const untraced = await openIntake(engines, serving.namespaces, undefined);
    const clicks = [
      await click('ada@example.org', { traceparent }),
      await click('bob', {}),
      await untraced('eve', { traceparent }),
    ];
    expect(clicks.map(({ statusCode }) => statusCode)).toEqual([202, 202, 202]);
    // Before the worker is there: the log holds the trace.
    await serving.startWorker();
    await startCopying(engines, tracing);
    const answer = await serving.app.inject({
      url: '/v1/recommendations?userId=ada@example.org',
      headers: { traceparent },
    });
    expect(answer.statusCode).toBe(200);

    const path = (name: string, group?: string) => ({ name, group });
    const expected = [
      path('POST /v1/events'),
      path('send behaviour.events'),
      path('process behaviour.events', 'profiles'),
      path('process behaviour.events', 'copying'),
      path('create item.signals'),
      path('process item.signals', 'items'),
      path('GET /v1/recommendations'),
    ];
    await eventually('the whole trace has arrived', () => {
      const found = receiver.spans.map(({ name, attributes }) => ({
        name,
        group: attributes['messaging.consumer.group.name'],
      }));
      for (const each of expected) expect(found).toContainEqual(each);
    });
    const { spans } = receiver;
    expect(new Set(spans.map((span) => span.traceId))).toEqual(new Set([traceId]));
    const spanIds = new Set([page, ...spans.map(({ spanId }) => spanId)]);
    expect(spans.filter(({ parentSpanId }) => !spanIds.has(parentSpanId!))).toEqual([]);
    const parentOf = (name: string) => {
      const { parentSpanId } = spans.find((span) => span.name === name)!;
      return spans.find(({ spanId }) => spanId === parentSpanId)?.name ?? parentSpanId;
    };
    expect(expected.map(({ name }) => parentOf(name))).toEqual([
      page,
      'POST /v1/events',
      'send behaviour.events',
      'send behaviour.events',
      'process behaviour.events',
      'create item.signals',
      page,
    ]);
    for (const personal of ['ada@', 'userId', 'tent', '127.0.0.1']) {
      expect(receiver.bodies.join(), personal).not.toContain(personal);
    }
    const records = await recordsOf(engines, topics.behaviourEvents.name);
    const traced = records.flatMap(({ headers }) => headers?.['traceparent'] ?? []);
    expect(records).toHaveLength(3);
    expect(traced).toHaveLength(1);
    expect(traced[0]).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
  });
});
