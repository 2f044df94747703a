import {
  type BehaviourEvent,
  behaviourEventCodec,
  FIRST_NAMESPACE,
  namespaceTopics,
  topics,
} from '@freshet/events';
import { deployments } from '@freshet/recommend';
import { Registry } from '@freshet/runtime';
import type { Store } from '@freshet/store';
import { createProcessorMetrics, type Log, type Processor, runProcessor } from '@freshet/stream';
import { expect, it, onTestFinished } from 'vitest';
import { createItemsProcessor } from '../../services/worker/src/processors/items.ts';
import { createProfilesProcessor } from '../../services/worker/src/processors/profiles.ts';
import { change, list, openAdmin } from '../support/dead-letters.ts';
import { openEmbedded } from '../support/embedded.ts';
import { behaviourEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { expectModel, publishInParts, startSmallWorker } from '../support/pipeline.ts';
import { quietLogger } from '../support/quiet-logger.ts';

const PARTITIONS = 1;
const BROKEN = 'broken';
const main = { name: FIRST_NAMESPACE, to: null };
const namespace = namespaceTopics({ ...main, events: null });
const profiles = createProfilesProcessor(deployments.shop, namespace, main);
const items = createItemsProcessor(deployments.shop, namespace);

/** Changes the state before it throws, as a fault somewhere in the maths would. */
const failingProfiles: typeof profiles = {
  ...profiles,
  process(told, state) {
    const result = profiles.process(told, state);
    if ('input' in told && told.input.orderId === BROKEN) throw new TypeError('injected fault');
    return result;
  },
};
const failingItems: typeof items = {
  ...items,
  process(signal, state) {
    const result = items.process(signal, state);
    if (signal.key.endsWith('rope')) throw new TypeError('injected fault');
    return result;
  },
};

/** Three visitors in turns; every seventh event is one that the processor fails on. */
const events = Array.from({ length: 60 }, (_, n) =>
  behaviourEvent({
    id: `event-${n}`,
    userId: ['ada', 'bob', 'eve'][n % 3]!,
    itemId: ['tent', 'stove', 'lamp', 'map'][n % 4]!,
    type: 'view',
    at: 1.7e12 + n * 60_000,
    orderId: n % 7 === 3 ? BROKEN : null,
  }),
);
const isBroken = ({ orderId }: BehaviourEvent) => orderId === BROKEN;
const sound = events.filter((event) => !isBroken(event));
const broken = events.filter(isBroken);

it.for([1, 60])(
  'buries an event that the processor fails on, in requests of %i, as if it had not been there',
  async (size) => {
    const { log, store, metric, close } = await open(failingProfiles, items);
    await publishInParts(log, events, size);
    await expectModel(store, PARTITIONS, sound);
    const app = await untilBuried(log);
    const { letters } = await list(app, '?limit=100');
    expect(letters).toMatchObject(
      broken.map((event) => ({
        origin: { topic: topics.behaviourEvents.name, offset: events.indexOf(event) },
        step: 'process',
        code: 'RECORD_UNPROCESSABLE',
        message: 'injected fault',
      })),
    );
    const letter = await app.inject('/v1/admin/dead-letters/0');
    expect(letter.json()).toMatchObject({
      valueBase64: Buffer.from(behaviourEventCodec.encode(broken[0]!)).toString('base64'),
    });
    const labels = { group: profiles.group, code: 'RECORD_UNPROCESSABLE' };
    await eventually('they are counted', async () =>
      expect(await metric('freshet_processor_dead_letters_total', labels)).toBe(broken.length),
    );
    await close();
  },
);

it('counts what is redriven to a mended processor once', async () => {
  const { log, store, close } = await open(failingProfiles, items);
  await publishInParts(log, events, 20);
  await expectModel(store, PARTITIONS, sound);
  const app = await untilBuried(log);
  await close();
  const mended = await startSmallWorker(log, store);
  onTestFinished(() => mended.close());
  expect(await change(app, 'redrive', { code: 'RECORD_UNPROCESSABLE' })).toMatchObject({
    redriven: broken.length,
  });
  // As after a crash between sending them and noting that.
  await publishInParts(log, broken, 3);
  await expectModel(store, PARTITIONS, [...sound, ...broken]);
  expect(await list(app)).toMatchObject({ letters: [] });
});

it('stops the partition of a topic of our own, at the record, and goes on once it is mended', async () => {
  const { log, store, metric, fatal, close } = await open(profiles, failingItems);
  const rope = behaviourEvent({
    id: 'rope',
    userId: 'ada',
    itemId: 'rope',
    at: 1.7e12 + 7_200_000,
  });
  await publishInParts(log, sound, 7);
  await expectModel(store, PARTITIONS, sound);
  await publishInParts(log, [rope], 1);
  await eventually('the partition stops', async () =>
    expect(await metric('freshet_partition_stopped', { group: items.group })).toBe(1),
  );
  expect(fatal).toEqual([]);
  expect(await list(await openAdmin(log))).toMatchObject({ letters: [] });
  await close();
  const mended = await startSmallWorker(log, store);
  onTestFinished(() => mended.close());
  await expectModel(store, PARTITIONS, [...sound, rope]);
});

/** The last event is a broken one, which shows in no profile. */
async function untilBuried(log: Log): Promise<Awaited<ReturnType<typeof openAdmin>>> {
  const app = await openAdmin(log);
  await eventually('all are buried', async () =>
    expect((await list(app, '?limit=100')).letters).toHaveLength(broken.length),
  );
  return app;
}

/** Both processors on one embedded engine. */
async function open(...processors: [typeof profiles, typeof items]) {
  const { log, store, close: closeEngine } = await openEmbedded({ partitions: PARTITIONS });
  onTestFinished(closeEngine);
  await log.admin.ensureTopics(Object.values(topics));
  const registry = new Registry();
  const fatal: Error[] = [];
  const metrics = createProcessorMetrics(registry);
  const start = <I, S, O>(processor: Processor<I, S, O>) =>
    runProcessor(processor, { ...runtime(log, store), metrics, onFatal: (e) => fatal.push(e) });
  const running = await Promise.all([start(processors[0]), start(processors[1])]);
  const close = async (): Promise<void> => {
    await Promise.all(running.map((processor) => processor.close()));
  };
  onTestFinished(close);
  return {
    log,
    store,
    fatal,
    close,
    async metric(name: string, labels: Readonly<Record<string, string>>): Promise<number> {
      const found = await registry.getSingleMetric(name)!.get();
      const series = found.values.find((value) =>
        Object.entries(labels).every(([label, wanted]) => value.labels[label] === wanted),
      );
      return series?.value ?? 0;
    },
  };
}

const runtime = (log: Log, store: Store) => ({
  log,
  store,
  namespace: { name: FIRST_NAMESPACE, from: [], to: null },
  logger: quietLogger,
  clock: Date.now,
  cacheKeysMax: 8,
});
