import { deadLetterCodec, topics } from '@freshet/events';
import { Registry } from '@freshet/runtime';
import type { Log } from '@freshet/stream';
import { expect, it, onTestFinished } from 'vitest';
import { openEmbedded } from '../support/embedded.ts';
import { eventually } from '../support/eventually.ts';
import { describeLog, type LogEngine } from '../support/log-engines.ts';
import { startSmallWorker } from '../support/pipeline.ts';
import {
  expectAllInOrder,
  lagIn,
  openSink,
  publishEvents,
  seriesIn,
  sinkTopics,
  someEvents,
} from '../support/sink.ts';
import { type Reaction, startWebhookReceiver } from '../support/webhook-receiver.ts';

/** How long a sink waits for a destination that hangs, in ms. */
const HANG_MS = 1_200_000;

describeLog('the sink', (engine) => {
  it('brings every event, in order per visitor, through every kind of failure', async () => {
    const { log, receiver } = await scene(engine);
    const troubles: Reaction[] = [
      { status: 500, body: 'oops' },
      'hang',
      { status: 429, headers: { 'retry-after': '0' } },
      'cut',
      { status: 408 },
      { status: 503, headers: { 'retry-after': '1' } },
    ];
    let n = 0;
    receiver.react = () => (n++ % 3 === 0 && troubles.shift()) || { status: 200, body: 'fine' };
    const sent = someEvents(200);
    const sink = await openSink(log, receiver);
    await publishEvents(log, sent.slice(0, 100));
    await publishEvents(log, sent.slice(100));
    const arrived = () => receiver.taken.flatMap(({ events }) => events);
    await eventually('all arrive', () => expectAllInOrder(arrived(), sent));
    await eventually('nothing is left', async () => {
      const page = await sink.registry.metrics();
      expect(lagIn(page, 'sink')).toBe(0);
      expect(seriesIn(page, 'freshet_sink_delivered_events_total')).toBe(arrived().length);
    });
    const page = await sink.registry.metrics();
    expect(seriesIn(page, 'freshet_sink_failed_attempts_total{cause="timeout"}')).toBe(1);
    expect(seriesIn(page, 'freshet_sink_failed_attempts_total{cause="network"}')).toBe(1);
    expect(seriesIn(page, 'freshet_sink_failed_attempts_total{cause="status"}')).toBe(4);
    expect(receiver.forged).toEqual([]);
    expect(sink.fatal).toEqual([]);
  });

  it('sends what failed again under the same id, though more has come meanwhile', async () => {
    const { log, receiver } = await scene(engine);
    receiver.react = () => ({ status: 500, headers: { 'retry-after': '1' } });
    await openSink(log, receiver);
    const [first, ...later] = someEvents(8).filter(({ userId }) => userId === 'ada');
    await publishEvents(log, [first!]);
    await eventually('it is tried', () => expect(receiver.received.length).toBeGreaterThan(0));
    await publishEvents(log, later);
    receiver.react = () => ({ status: 200 });
    await eventually('it is tried again', () =>
      expect(receiver.taken.flatMap(({ events }) => events).map(({ id }) => id)).toEqual(
        [first!, ...later].map(({ id }) => id),
      ),
    );
    expect(receiver.taken[0]!.id).toBe(receiver.received[0]!.id);
  });

  it('puts what is refused to dead letters, whole and with the reason, and goes on', async () => {
    const { log, receiver } = await scene(engine);
    receiver.react = ({ events }) =>
      events.some(({ userId }) => userId === 'eve')
        ? { status: 422, body: 'no eve here' }
        : { status: 200 };
    const sent = someEvents(70);
    const sink = await openSink(log, receiver);
    for (const event of sent) await publishEvents(log, [event]);
    await eventually('each is taken or refused', async () => {
      const letters = await lettersIn(log);
      const taken = receiver.taken.flatMap(({ events }) => events.map(({ id }) => id));
      const buried = letters.map(({ id }) => id);
      expect(new Set([...taken, ...buried])).toEqual(new Set(sent.map(({ id }) => id)));
      expect(buried.length).toBeGreaterThan(0);
      for (const { code, message, group } of letters) {
        expect([code, group]).toEqual(['SINK_REFUSED', 'sink']);
        expect(message).toContain('422: no eve here');
      }
      const page = await sink.registry.metrics();
      expect(seriesIn(page, 'freshet_sink_dead_letters_total{code="SINK_REFUSED"}')).toBe(
        buried.length,
      );
    });
  });

  it('puts what cannot be read to dead letters and goes on', async () => {
    const { log, receiver } = await scene(engine);
    const key = 'default/u/ada';
    await log.publisher.publish(topics.behaviourEvents.name, [{ key, value: Buffer.from('?') }]);
    await publishEvents(log, someEvents(1));
    await openSink(log, receiver);
    await eventually('the next arrives', () =>
      expect(receiver.taken.flatMap(({ events }) => events)).toMatchObject([{ id: 'e00000' }]),
    );
    expect((await lettersIn(log)).map(({ code }) => code)).toEqual(['RECORD_UNDECODABLE']);
  });

  it('forwards only outcomes where it is asked to', async () => {
    const { log, receiver } = await scene(engine);
    const sent = someEvents(20).map((event, i) => ({ ...event, recommId: i % 5 ? null : 'r' }));
    const sink = await openSink(log, receiver, { events: 'outcomes' });
    await publishEvents(log, sent);
    const ids = () => receiver.taken.flatMap(({ events }) => events.map(({ id }) => id));
    await eventually('they arrive', () =>
      expect(ids().toSorted()).toEqual(['e00000', 'e00005', 'e00010', 'e00015']),
    );
    await eventually('the others are done with too', async () =>
      expect(lagIn(await sink.registry.metrics(), 'sink')).toBe(0),
    );
  });

  it('shows what waits while nobody answers, and closes at once', async () => {
    const { log, receiver } = await scene(engine);
    receiver.react = () => 'hang';
    await publishEvents(log, someEvents(30));
    const sink = await openSink(log, receiver, { timeoutMs: HANG_MS });
    await eventually('it is tried', () => expect(receiver.received.length).toBeGreaterThan(0));
    await eventually('all is seen to wait', async () =>
      expect(lagIn(await sink.registry.metrics(), 'sink')).toBe(30),
    );
    const from = performance.now();
    await sink.close();
    expect(performance.now() - from).toBeLessThan(HANG_MS / 10);
    expect(sink.fatal).toEqual([]);
  });

  it('does not slow the profiles while its destination hangs', async () => {
    const { log, receiver } = await scene(engine);
    await log.admin.ensureTopics(Object.values(topics));
    const { store, close } = await openEmbedded();
    onTestFinished(close);
    const registry = new Registry();
    const worker = await startSmallWorker(log, store, { registry });
    onTestFinished(() => worker.close());
    const drain = async (from: number): Promise<void> => {
      await publishEvents(log, someEvents(1_000, from));
      await eventually('the profiles are up to date', async () => {
        const page = await registry.metrics();
        const inputs = 'freshet_processor_inputs_total{group="profiles"}';
        expect(seriesIn(page, inputs)).toBe(from + 1_000);
      });
    };
    receiver.react = () => 'hang';
    const sink = await openSink(log, receiver, { timeoutMs: HANG_MS });
    await drain(0);
    await eventually('the sink hangs', () => expect(receiver.received.length).toBeGreaterThan(0));
    const from = performance.now();
    await drain(1_000);
    await drain(2_000);
    // Had anything waited for the sink, it would have waited for its time-out.
    expect(performance.now() - from).toBeLessThan(HANG_MS / 10);
    await eventually('all is seen to wait', async () =>
      expect(lagIn(await sink.registry.metrics(), 'sink')).toBe(3_000),
    );
  });

  it('ends in order in the middle of its deliveries, and the next one repeats none', async () => {
    const { log, receiver } = await scene(engine);
    const sent = someEvents(200);
    await publishEvents(log, sent);
    receiver.react = () => (receiver.taken.length < 3 ? { status: 200 } : 'hang');
    const first = await openSink(log, receiver, { timeoutMs: HANG_MS });
    await eventually('it is in the middle', () =>
      expect(receiver.received.length).toBeGreaterThan(receiver.taken.length),
    );
    await first.close();
    receiver.react = () => ({ status: 200 });
    const next = await openSink(log, receiver);
    const ids = () => receiver.taken.flatMap(({ events }) => events.map(({ id }) => id));
    await eventually('all arrive', () => expect(new Set(ids()).size).toBe(sent.length));
    await eventually('nothing is left', async () =>
      expect(lagIn(await next.registry.metrics(), 'sink')).toBe(0),
    );
    expect(ids().toSorted()).toEqual(sent.map(({ id }) => id));
  });
});

async function scene(engine: LogEngine) {
  const home = await engine.createHome();
  const log = await home.open({ partitions: 2 });
  await log.admin.ensureTopics(sinkTopics);
  return { log, receiver: await startWebhookReceiver() };
}

async function lettersIn(log: Log) {
  const values: Uint8Array[] = [];
  const follower = await log.follow({
    topic: topics.deadLetters.name,
    record: ({ value }) => void values.push(value!),
    onFatal() {},
  });
  await follower.caughtUp;
  await follower.close();
  return values.map((bytes) => {
    const letter = deadLetterCodec.decode(bytes);
    const id = /e\d{5}/.exec(letter.value!.toString('latin1'))?.[0];
    return { ...letter, id };
  });
}
