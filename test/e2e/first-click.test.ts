import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { forms, startFreshet, temporaryFolder } from '../support/forms.ts';
import { getJson, postJson } from '../support/http.ts';
import { type SpanReceiver, startSpanReceiver } from '../support/span-receiver.ts';

interface Answer {
  readonly strategy: string;
  readonly fallback: boolean;
  readonly items: readonly {
    itemId: string;
    reasons: readonly { type: string; itemId?: string }[];
  }[];
}

async function click(
  url: string,
  userId: string,
  itemId: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const event = { type: 'click', userId, itemId };
  const { status, body } = await postJson(`${url}/v1/events`, event, headers);
  expect([status, body]).toMatchObject([202, { accepted: 1, durability: 'log' }]);
}

/** 20 users go from A to X, 20 others from B to Y. */
async function walkTheCrowd(url: string): Promise<void> {
  for (let i = 0; i < 20; i++) {
    for (const [user, from, to] of [
      [`ax-${i}`, 'A', 'X'],
      [`by-${i}`, 'B', 'Y'],
    ] as const) {
      await click(url, user, from);
      await click(url, user, to);
    }
  }
}

function recommend(url: string, userId: string): Promise<Answer> {
  return getJson(`${url}/v1/recommendations?userId=${userId}&explain=true`);
}

async function expectVisits(url: string, expected: Record<string, number>): Promise<void> {
  await eventually('every visit is counted once', async () => {
    for (const [itemId, count] of Object.entries(expected)) {
      const { visits } = await getJson<{ visits: number }>(`${url}/v1/items/${itemId}`);
      expect([itemId, visits]).toEqual([itemId, count]);
    }
  });
}

function expectX({ strategy, fallback, items }: Answer): void {
  expect({ strategy, fallback, first: items[0]?.itemId }).toEqual({
    strategy: 'co-visitation',
    fallback: false,
    first: 'X',
  });
  expect(items[0]!.reasons).toContainEqual(expect.objectContaining({ itemId: 'A' }));
}

const traceId = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${traceId}-b7ad6b7169203331-01`;

/** Settings of services that trace who asks for it, and nobody else. */
const tracedAt = ({ url }: SpanReceiver) => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: url,
  OTEL_TRACES_SAMPLER_ARG: '0',
});

/** Every service it passed through sent its part of the click's trace. */
async function expectOneTrace({ spans }: SpanReceiver): Promise<void> {
  const steps = ['POST /v1/events', 'process behaviour.events', 'process item.signals'];
  await eventually('the whole trace has arrived', () =>
    expect(spans.map(({ name }) => name)).toEqual(expect.arrayContaining(steps)),
  );
  expect(new Set(spans.map((span) => span.traceId))).toEqual(new Set([traceId]));
}

describe.each(forms.filter(({ available }) => available))('one click ($name)', ({ start }) => {
  it('changes the next recommendation, with the clicked item as the reason', async () => {
    const receiver = await startSpanReceiver();
    const { ingestUrl, apiUrl } = await start({ env: tracedAt(receiver) });
    await walkTheCrowd(ingestUrl);
    await expectVisits(apiUrl, { A: 20, B: 20, X: 20, Y: 20 });
    const before = await recommend(apiUrl, 'newcomer');
    expect(before).toMatchObject({ strategy: 'trending', fallback: true });
    expect(before.items.map(({ itemId }) => itemId).toSorted()).toEqual(['A', 'B', 'X', 'Y']);
    await click(ingestUrl, 'newcomer', 'A', { traceparent });
    await eventually('X leads, because of A', async () =>
      expectX(await recommend(apiUrl, 'newcomer')),
    );
    await expectOneTrace(receiver);
  });
});

it.each(['SIGTERM', 'SIGKILL'] as const)(
  'keeps what it knows through %s and a new start',
  async (signal) => {
    const dataDir = temporaryFolder();
    const first = await startFreshet(dataDir);
    await walkTheCrowd(first.url);
    await click(first.url, 'newcomer', 'A');
    await first.kill(signal);
    await first.exited;
    const second = await startFreshet(dataDir);
    await expectVisits(second.url, { A: 21, B: 20, X: 20, Y: 20 });
    await eventually('X leads again', async () => expectX(await recommend(second.url, 'newcomer')));
    const profile = await getJson<{ events: number }>(`${second.url}/v1/profiles?userId=ax-3`);
    expect(profile.events).toBe(2);
  },
);
