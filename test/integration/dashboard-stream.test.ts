import { once } from 'node:events';
import { connect } from 'node:net';
import {
  type BehaviourEvent,
  behaviourEventCodec,
  catalogueItemCodec,
  profileKey,
  topics,
} from '@freshet/events';
import type { Log } from '@freshet/stream';
import { expect, it, onTestFinished } from 'vitest';
import { catalogueItem } from '../support/catalogue-item.ts';
import { startDashboard } from '../support/dashboard.ts';
import { describeDeployments } from '../support/deployment.ts';
import { readStream, type StreamMessage } from '../support/event-stream.ts';
import { behaviourEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { getJson } from '../support/http.ts';

const PARTITIONS = 3;

interface Shown {
  readonly seconds: readonly { readonly events: number }[];
  readonly windows: readonly {
    readonly events: number;
    readonly visitors: number;
    readonly quality: { readonly inCatalogue: number };
  }[];
  readonly events: readonly { readonly id: string; readonly isInCatalogue: boolean | null }[];
}

let ids = 0;
function eventNow(fields: Partial<BehaviourEvent> = {}): BehaviourEvent {
  const at = Date.now();
  return behaviourEvent({ id: `event-${ids++}`, at, receivedAt: at, ...fields });
}

async function publish(log: Log, ...events: readonly BehaviourEvent[]): Promise<void> {
  await log.publisher.publish(
    topics.behaviourEvents.name,
    events.map((event) => ({ key: profileKey(event), value: behaviourEventCodec.encode(event) })),
  );
}

const hasEvent = ({ data }: StreamMessage) => (data as Shown).events.length === 1;

describeDeployments('the live stream', (open) => {
  it('begins with what happened in the minutes before, and goes on with each event', async () => {
    const engines = await open(PARTITIONS);
    await engines.log.admin.ensureTopics([topics.catalogueItems]);
    await engines.log.publisher.publish(topics.catalogueItems.name, [
      { key: 'default/tent', value: catalogueItemCodec.encode(catalogueItem('tent')) },
    ]);
    await publish(
      engines.log,
      eventNow(),
      eventNow({ userId: 'bob' }),
      eventNow({ itemId: 'odd' }),
    );
    const { url } = await startDashboard(engines);
    const stream = await readStream(`${url}/v1/dashboard/stream`);
    expect(stream.status).toBe(200);
    await eventually('a snapshot comes', () => expect(stream.messages).toHaveLength(1));
    const snapshot = stream.messages[0]!;
    expect(snapshot.event).toBe('snapshot');
    expect((snapshot.data as Shown).windows[0]).toMatchObject({
      events: 3,
      visitors: 2,
      quality: { inCatalogue: 2 },
    });

    const event = eventNow({ userId: 'cem' });
    await publish(engines.log, event);
    await eventually('the event is shown', () => {
      const shown = stream.messages.flatMap(({ data }) => (data as Shown).events);
      expect(shown).toContainEqual(expect.objectContaining({ id: event.id, isInCatalogue: true }));
    });
    const { windows } = stream.messages.at(-1)!.data as Shown;
    expect(windows[0]).toMatchObject({ events: 4, visitors: 3 });
    await eventually('the last hour, day and week know it too, out of history', async () => {
      const now = await getJson<Shown>(`${url}/v1/dashboard/snapshot`);
      expect(now.windows).toMatchObject([
        { lengthS: 300, events: 4 },
        { lengthS: 3_600, events: 4, visitors: 3, quality: { withItem: 4, inCatalogue: 3 } },
        { lengthS: 86_400, events: 4 },
        { lengthS: 604_800, events: 4 },
      ]);
    });
  });

  it('who was away for a moment gets what was missed, not all of it again', async () => {
    const engines = await open(PARTITIONS);
    const { url } = await startDashboard(engines);
    const path = `${url}/v1/dashboard/stream`;
    const [first, other] = [await readStream(path), await readStream(path)];
    await eventually('a snapshot comes', () => expect(first.messages).toHaveLength(1));
    const { id } = first.messages[0]!;
    first.close();
    await publish(engines.log, eventNow());
    const delta = await eventually('the other sees it', () => other.messages.find(hasEvent)!.id);
    const again = await readStream(path, { 'last-event-id': id });
    await eventually('what was missed comes', () => {
      expect(again.messages.find(hasEvent)).toMatchObject({ event: 'delta', id: delta });
    });
    expect(again.messages.map(({ event }) => event)).not.toContain('snapshot');
    const stranger = await readStream(path, { 'last-event-id': 'of-another-run' });
    await eventually('all of it comes', () => expect(stranger.messages).toHaveLength(1));
    expect(stranger.messages[0]!.event).toBe('snapshot');
  });
});

describeDeployments('the live stream is bounded', (open) => {
  it('a client that does not read is cut off, others go on', async () => {
    const engines = await open(PARTITIONS);
    const { url, registry } = await startDashboard(engines);
    const { hostname, port } = new URL(url);
    const deaf = connect(Number(port), hostname);
    onTestFinished(() => void deaf.destroy());
    deaf.pause();
    deaf.write('GET /v1/dashboard/stream HTTP/1.1\r\nhost: x\r\n\r\n');
    const reading = await readStream(`${url}/v1/dashboard/stream`);
    const long = 'x'.repeat(60_000);
    await eventually('it is cut off', async () => {
      const context = JSON.stringify({ url: long });
      await publish(engines.log, ...Array.from({ length: 20 }, () => eventNow({ context })));
      expect(await registry.metrics()).toContain('freshet_dashboard_streams_dropped_total 1');
    });
    expect(reading.isEnded).toBe(false);
    expect(await registry.metrics()).toContain('freshet_dashboard_streams 1');
  });

  it('beyond a hundred clients the next is told so, until one goes', async () => {
    const { url } = await startDashboard(await open(PARTITIONS));
    const path = `${url}/v1/dashboard/stream`;
    const streams = await Promise.all(Array.from({ length: 100 }, () => readStream(path)));
    const refused = await fetch(path);
    expect([refused.status, await refused.json()]).toMatchObject([503, { code: 'STREAMS_FULL' }]);
    streams[0]!.close();
    await eventually('there is room', async () => {
      expect((await readStream(path)).status).toBe(200);
    });
  });

  it('ends its streams when it closes', async () => {
    const dashboard = await startDashboard(await open(PARTITIONS));
    const stream = await readStream(`${dashboard.url}/v1/dashboard/stream`);
    await dashboard.close();
    await eventually('the stream ends', () => expect(stream.isEnded).toBe(true));
  });

  it('begins no stream while it closes, which would never end', async () => {
    const { app, url, close } = await startDashboard(await open(PARTITIONS));
    const { hostname, port } = new URL(url);
    const client = connect(Number(port), hostname);
    onTestFinished(() => void client.destroy());
    let text = '';
    client.setEncoding('utf8').on('data', (data: string) => (text += data));
    // A request that is still coming in keeps its connection from being closed.
    client.write('PUT /nothing HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n');
    client.write('content-length: 2\r\n\r\n{');
    await once(app.server, 'request');
    const closed = close();
    await eventually('it closes', () => expect(app.server.listening).toBe(false));
    client.write('}GET /v1/dashboard/stream HTTP/1.1\r\nhost: x\r\n\r\n');
    await Promise.all([closed, once(client, 'close')]);
    expect(text).toMatch(/ 503 .*retry-after: 1.*STREAMS_CLOSED/is);
  });

  it('refuses a site that cannot be', async () => {
    const { url } = await startDashboard(await open(PARTITIONS));
    const answer = await fetch(`${url}/v1/dashboard/stream?site=A/B`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'PARAMETER_INVALID' });
  });
});
