import { Registry } from '@freshet/runtime';
import { describe, expect, it, onTestFinished } from 'vitest';
import { eventually } from '../../../test/support/eventually.ts';
import { freePorts } from '../../../test/support/free-port.ts';
import { quietLogger } from '../../../test/support/quiet-logger.ts';
import { startSpanReceiver } from '../../../test/support/span-receiver.ts';
import type { SamplerName } from './settings.ts';
import { startTracing } from './start.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = `00-${TRACE}-b7ad6b7169203331-01`;
const NOT_SAMPLED = `00-${TRACE}-b7ad6b7169203331-00`;

async function open(url: string, sampler: SamplerName = 'parentbased_traceidratio', ratio = 0) {
  const registry = new Registry();
  const config = {
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20secret',
    OTEL_TRACES_SAMPLER: sampler,
    OTEL_TRACES_SAMPLER_ARG: ratio,
  };
  const service = { service: 'test', system: 'freshet', registry, logger: quietLogger } as const;
  const tracing = await startTracing(config, service);
  onTestFinished(() => tracing?.close());
  return {
    tracing: tracing!,
    async spans(outcome: string): Promise<number> {
      const metric = await registry.getSingleMetric('freshet_trace_spans_total')!.get();
      return metric.values.find(({ labels }) => labels['outcome'] === outcome)!.value;
    },
  };
}

const requested = (traceparent?: string) => ({ method: 'GET', route: '/v1/things', traceparent });

it('is not there where no collector is named', async () => {
  const { tracing } = await open('');
  expect(tracing).toBeUndefined();
});

it.for<[SamplerName, number, string | undefined, boolean]>([
  ['parentbased_traceidratio', 0, undefined, false],
  ['parentbased_traceidratio', 0, CALLER, true],
  ['parentbased_traceidratio', 1, undefined, true],
  ['parentbased_traceidratio', 1, NOT_SAMPLED, false],
  ['parentbased_always_on', 0, undefined, true],
  ['traceidratio', 0, CALLER, false],
  ['always_on', 0, NOT_SAMPLED, true],
  ['parentbased_traceidratio', 0, 'garbage', false],
  ['parentbased_traceidratio', 0, `${CALLER}, ${CALLER}`, false],
])('%s %d, asked with traceparent %s: sampled %s', async ([sampler, ratio, parent, sampled]) => {
  const { tracing } = await open('http://127.0.0.1:1', sampler, ratio);
  expect(tracing.request(requested(parent)) !== undefined).toBe(sampled);
});

it('only records that are part of a sampled trace get spans', async () => {
  const { tracing } = await open('http://127.0.0.1:1', 'always_on');
  const work = { group: 'g', topic: 't', partition: 0 };
  const carrying = (traceparent: string) => ({ offset: 1, headers: { traceparent } });
  const untraced = [{ offset: 0 }, carrying(NOT_SAMPLED), carrying('garbage')];
  expect(tracing.processing({ ...work, records: untraced })).toBeUndefined();
  const spans = tracing.processing({ ...work, records: [{ offset: 0 }, carrying(CALLER)] })!;
  expect(spans.headers('next', [0])).toBeUndefined();
  expect(spans.headers('next', [0, 1, 1])?.['traceparent']).toMatch(
    new RegExp(`^00-${TRACE}-[0-9a-f]{16}-01$`),
  );
});

it('what is derived from several traces goes on in the first, linked to the others', async () => {
  const receiver = await startSpanReceiver();
  const { tracing } = await open(receiver.url);
  const records = ['a', 'b'].map((digit, offset) => {
    const traceparent = `00-${digit.repeat(32)}-b7ad6b7169203331-01`;
    return { offset, headers: { traceparent } };
  });
  const spans = tracing.processing({ group: 'g', topic: 't', partition: 3, records })!;
  const headers = spans.headers('next', [0, 1]);
  spans.end(Object.assign(new Error('of ada@example.org'), { code: 'LOG_UNREACHABLE' }));
  await eventually('all spans have arrived', () => expect(receiver.spans).toHaveLength(3));
  const created = receiver.spans.find(({ name }) => name === 'create next')!;
  const [first, second] = ['a', 'b'].map(
    (digit) =>
      receiver.spans.find((span) => span !== created && span.traceId === digit.repeat(32))!,
  );
  expect(headers).toEqual({ traceparent: `00-${first!.traceId}-${created.spanId}-01` });
  expect(created).toMatchObject({ traceId: first!.traceId, parentSpanId: first!.spanId });
  expect(created.links).toMatchObject([{ traceId: second!.traceId, spanId: second!.spanId }]);
  expect(first!.attributes).toMatchObject({ 'error.type': 'LOG_UNREACHABLE' });
  expect(first!.status.code).toBe(2);
  expect(receiver.bodies.join()).not.toContain('ada');
  expect(new Set(receiver.authorizations)).toEqual(new Set(['Bearer secret']));
});

describe('a collector in trouble costs spans and nothing else', () => {
  const MORE_THAN_FIT = 5_000;

  it.for(['is away', 'hangs', 'refuses', 'talks nonsense'] as const)('%s', async (trouble) => {
    const [port] = await freePorts(1);
    const receiver = trouble === 'is away' ? undefined : await startSpanReceiver(trouble);
    const { tracing, spans } = await open(receiver?.url ?? `http://127.0.0.1:${port}`, 'always_on');
    for (let i = 0; i < MORE_THAN_FIT; i++) tracing.request(requested())!.end(200);
    expect(await spans('dropped')).toBe(MORE_THAN_FIT - 4_096);
    if (trouble === 'hangs') {
      await eventually('the collector was asked', () => expect(receiver!.open).toBeGreaterThan(0));
    } else {
      await eventually('the others are given up', async () =>
        expect(await spans('failed')).toBeGreaterThan(0),
      );
    }
    await tracing.close();
    // The end did not wait until the requests were given up.
    if (trouble === 'hangs') expect(await spans('failed')).toBe(0);
  });
});
