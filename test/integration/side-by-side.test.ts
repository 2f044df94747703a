import { createCodec, type SchemaVersion } from '@freshet/events';
import { Registry } from '@freshet/runtime';
import type { Store } from '@freshet/store';
import {
  createProcessorMetrics,
  type Log,
  type Processor,
  runProcessor,
  type RunningProcessor,
} from '@freshet/stream';
import { expect, it, onTestFinished } from 'vitest';
import { describeDeployments } from '../support/deployment.ts';
import { eventually } from '../support/eventually.ts';
import { quietLogger } from '../support/quiet-logger.ts';
import { keyedTopic } from '../support/topics.ts';

const PARTITIONS = 4;
const KEYS = Array.from({ length: 24 }, (_, i) => `visitor-${i}`);
const topic = keyedTopic('visits');

interface Visit {
  readonly amount: number;
  /** Not there for the first release. */
  readonly place?: string | null;
}
interface Count {
  readonly sum: number;
  readonly places: number;
}

const record = (name: string, ...fields: object[]) => ({ type: 'record', name, fields });
const place = { name: 'place', type: ['null', 'string'], default: null };
const visits: readonly SchemaVersion[] = [
  { id: 901, schema: record('Visit', { name: 'amount', type: 'int' }) },
  { id: 902, schema: record('Visit', { name: 'amount', type: 'int' }, place) },
];
const places = { name: 'places', type: 'int', default: 0 };
const counts: readonly SchemaVersion[] = [
  { id: 911, schema: record('Count', { name: 'sum', type: 'int' }) },
  { id: 912, schema: record('Count', { name: 'sum', type: 'int' }, places) },
];

/** Three releases that follow one another: the second reads what the third writes. */
const releases = { first: 1, second: 2, third: 3 } as const;
type Release = keyof typeof releases;

function versionsOf(versions: readonly SchemaVersion[], release: Release): SchemaVersion[] {
  const [old, next] = versions as [SchemaVersion, SchemaVersion];
  if (release === 'first') return [old];
  return release === 'second' ? [old, { ...next, isAhead: true }] : [old, next];
}

function processorOf(release: Release): Processor<Visit, Count, never> {
  const visitCodec = createCodec<Visit>('visit', versionsOf(visits, release));
  return {
    group: 'counts',
    input: topic,
    codec: createCodec<Count>('count', versionsOf(counts, release)),
    stateTtlS: 600,
    flushIntervalMs: 0,
    flushKeysMax: 1_000,
    decode: ({ key, value }) => {
      const visit = visitCodec.decode(value!);
      return { inputs: [{ ...visit, key: Buffer.from(key!).toString() }] };
    },
    key: (visit) => (visit as Visit & { key: string }).key,
    at: () => 0,
    receivedAt: () => 0,
    process: ({ amount, place: where }, count) => ({
      state: {
        sum: (count?.sum ?? 0) + amount,
        places: (count?.places ?? 0) + (where ? 1 : 0),
      },
      outputs: [],
    }),
  };
}

/** Workers and writers of any release on one log and store. */
function open({ log, store }: { log: Log; store: Store }) {
  const fatal: Error[] = [];
  const registry = new Registry();
  const metrics = createProcessorMetrics(registry);
  let sent = 0;

  async function start(release: Release): Promise<RunningProcessor> {
    const running = await runProcessor(processorOf(release), {
      log,
      store,
      namespace: { name: 'main', from: [], to: null },
      logger: quietLogger,
      metrics,
      clock: Date.now,
      cacheKeysMax: 100,
      onFatal: (error) => fatal.push(error),
    });
    let closed: Promise<void> | undefined;
    const close = () => (closed ??= running.close());
    onTestFinished(close);
    return { ...running, close };
  }

  /** One visit of each visitor. */
  async function write(release: Release): Promise<void> {
    const codec = createCodec<Visit>('visit', versionsOf(visits, release));
    const value = codec.encode({ amount: 1, place: 'home' });
    sent += 1;
    await log.publisher.publish(
      topic.name,
      KEYS.map((key) => ({ key, value })),
    );
  }

  /** Reads with the newest release. */
  async function sums(): Promise<number[]> {
    const codec = createCodec<Count>('count', counts);
    const partition = { namespace: 'main', group: 'counts', partitions: PARTITIONS };
    const found: number[] = [];
    for (let number = 0; number < PARTITIONS; number++) {
      const { values } = await store.read({ ...partition, partition: number }, KEYS);
      for (const value of values) if (value !== undefined) found.push(codec.decode(value).sum);
    }
    return found;
  }

  const expectEachOnce = () =>
    eventually('each visit is counted once', async () => {
      expect(await sums()).toEqual(KEYS.map(() => sent));
    });
  async function stopped(): Promise<number> {
    const { values } = await metrics.stopped.get();
    return values.reduce((sum, { value }) => sum + value, 0);
  }
  return { start, write, sums, expectEachOnce, stopped, fatal };
}

describeDeployments('workers of two releases side by side', (openEngines) => {
  async function openTopic() {
    const engines = await openEngines(PARTITIONS);
    await engines.log.admin.ensureTopics([topic]);
    return open(engines);
  }

  it.for([
    ['first', 'second'],
    ['second', 'third'],
  ] as const)('roll from the %s to the %s and back, whoever goes first', async ([old, next]) => {
    const { start, write, expectEachOnce, stopped, fatal } = await openTopic();
    let workers = [await start(old), await start(old)];
    for (const release of [next, old]) {
      for (const each of workers) {
        await write(old);
        await write(next);
        await expectEachOnce();
        await each.close();
        workers = [...workers.filter((one) => one !== each), await start(release)];
      }
      await write(next);
      await write(old);
      await expectEachOnce();
    }
    expect([await stopped(), fatal]).toEqual([0, []]);
  });

  it('what a release too many wrote stops a partition, as it is, until somebody reads it', async () => {
    const { start, write, sums, expectEachOnce, stopped, fatal } = await openTopic();
    const newest = await start('third');
    await write('third');
    await expectEachOnce();
    await newest.close();
    const oldest = await start('first');
    await write('first');
    await eventually('all partitions stop', async () => expect(await stopped()).toBe(PARTITIONS));
    expect(fatal, 'the worker goes on').toEqual([]);
    expect(await sums(), 'nothing is overwritten').toEqual(KEYS.map(() => 1));
    await oldest.close();
    await start('third');
    await expectEachOnce();
    expect(await stopped()).toBe(0);
  });
});
