import { createCodec, FIRST_NAMESPACE } from '@freshet/events';
import { Registry } from '@freshet/runtime';
import { type Store } from '@freshet/store';
import {
  type Batch,
  createProcessorMetrics,
  type Log,
  type Processor,
  runProcessor,
  type Subscription,
} from '@freshet/stream';
import { expect, it, onTestFinished } from 'vitest';
import { openEmbedded } from '../support/embedded.ts';
import { eventually } from '../support/eventually.ts';
import { faultyStore } from '../support/faults.ts';
import { gate } from '../support/log-reading.ts';
import { quietLogger } from '../support/quiet-logger.ts';
import { keyedTopic } from '../support/topics.ts';

const topic = keyedTopic('numbers');
const RECORDS = 6;

/** Keeps the offsets it saw, and writes them some time after. */
const collector: Processor<number, { seen: number[] }, never> = {
  group: 'collector',
  input: topic,
  codec: createCodec('seen', [
    {
      id: 900,
      schema: {
        type: 'record',
        name: 'Seen',
        fields: [{ name: 'seen', type: { type: 'array', items: 'int' } }],
      },
    },
  ]),
  stateTtlS: 60,
  flushIntervalMs: 1_000,
  flushKeysMax: 100,
  decode: ({ offset }) => ({ inputs: [offset] }),
  key: () => 'all',
  at: () => 1,
  receivedAt: () => 1,
  process: (offset, state) => ({
    state: { seen: [...(state?.seen ?? []), offset] },
    outputs: [],
  }),
};

/** A log whose records the test hands over itself, and whose offsets may be held back. */
function handedOver(log: Log) {
  let subscription: Subscription | undefined;
  let answering = Promise.resolve();
  let asked = 0;
  const sought: number[] = [];
  const published: number[][] = [];
  const driven: Log = {
    ...log,
    publisher: {
      ...log.publisher,
      publish(_, records) {
        published.push(...records.map(({ value }) => [...value!]));
        return Promise.resolve(records.map(() => ({ partition: 0, offset: 0 })));
      },
    },
    admin: {
      ...log.admin,
      partitions: () => 1,
      async offsets() {
        asked++;
        await answering;
        return [{ partition: 0, start: 0, end: RECORDS }];
      },
    },
    consume(wanted) {
      subscription = wanted;
      const seek = (_: number, offset: number) => void sought.push(offset);
      return Promise.resolve({ assigned: [0], seek, close: () => Promise.resolve() });
    },
  };
  const hand = (from: number, end: number) => subscription!.handle(batchOf(from, end));
  return {
    log: driven,
    hand,
    sought,
    published,
    position: () => subscription!.position(0),
    get asked() {
      return asked;
    },
    hold(until: Promise<void>) {
      answering = until;
    },
  };
}

function batchOf(from: number, end: number): Batch {
  const records = Array.from({ length: end - from }, (_, i) => ({
    offset: from + i,
    key: null,
    value: Buffer.from([from + i]),
    timestamp: 0,
  }));
  const { signal } = new AbortController();
  return {
    topic: topic.name,
    partition: 0,
    records,
    endOffset: RECORDS,
    signal,
    heartbeat: () => Promise.resolve(),
    commit: () => Promise.resolve(),
  };
}

async function start(log: Log, store: Store, processor = collector) {
  const engine = handedOver(log);
  const running = await runProcessor(processor, {
    log: engine.log,
    store,
    namespace: { name: FIRST_NAMESPACE, from: [], to: null },
    logger: quietLogger,
    metrics: createProcessorMetrics(new Registry()),
    clock: Date.now,
    cacheKeysMax: 10,
    onFatal: (error) => {
      throw error;
    },
  });
  await engine.position();
  return { engine, running };
}

const where = { namespace: FIRST_NAMESPACE, group: 'collector', partition: 0, partitions: 1 };

async function seenBy(store: Store): Promise<number[]> {
  const { values } = await store.read(where, ['all']);
  return values[0] === undefined ? [] : collector.codec.decode(values[0]).seen;
}

it('leaves no hole when it is sent back to its fence while the next batch waits', async () => {
  const { log, store, close } = await openEmbedded({ partitions: 1 });
  onTestFinished(close);
  let fails = false;
  let failures = 0;
  const faulty = faultyStore(store, () => {
    if (fails) failures++;
    return fails;
  });
  const { engine, running } = await start(log, faulty);
  expect(await engine.hand(0, 2)).toEqual({ next: 2 });
  // Waits in memory for the timed write, which fails: memory is dropped, the fence is at 2.
  expect(await engine.hand(2, 4)).toEqual({ next: 4 });
  fails = true;
  const held = gate();
  const askedBefore = engine.asked;
  engine.hold(held.opened);
  await eventually('the timed write fails', () => expect(failures).toBeGreaterThan(0));
  fails = false;
  await eventually('it looks for its place', () => {
    expect(engine.asked).toBeGreaterThan(askedBefore);
  });
  const waiting = engine.hand(4, 6);
  held.open();
  let verdict = await waiting;
  expect(verdict).toEqual({ next: 1 });
  while ('next' in verdict && verdict.next < RECORDS) {
    verdict = await engine.hand(verdict.next, RECORDS);
  }
  await running.close();
  expect(await seenBy(store)).toEqual([0, 1, 2, 3, 4, 5]);
});

it('goes back to the fence of a store that lost its tail, though no record comes', async () => {
  const { log, store, close } = await openEmbedded({ partitions: 1 });
  onTestFinished(close);
  const { engine, running } = await start(log, store);
  await engine.hand(0, 2);
  const past = await store.read(where, ['all']);
  await engine.hand(2, 6);
  await eventually('all is written', async () => {
    expect(await seenBy(store)).toEqual([0, 1, 2, 3, 4, 5]);
  });
  const { fence } = await store.read(where, []);
  const writes = [{ key: 'all', value: past.values[0]! }];
  await store.apply({ partition: where, from: fence, next: past.fence!, writes });
  await eventually('the partition is read again', () => expect(engine.sought).toEqual([1]));
  await engine.hand(1, 6);
  await running.close();
  expect(await seenBy(store)).toEqual([0, 1, 2, 3, 4, 5]);
});

const table = {
  ...collector,
  flushIntervalMs: 3_000,
  snapshot: {
    topic: 'table',
    record: (_: string, { seen }: { seen: number[] }) => ({ value: Buffer.from(seen) }),
  },
};

it('publishes the snapshot of a state before it writes the state', async () => {
  const { log, store, close } = await openEmbedded({ partitions: 1 });
  onTestFinished(close);
  const publishedAtWrites: number[][] = [];
  const apply: Store['apply'] = (change) => {
    publishedAtWrites.push(engine.published.flat());
    return store.apply(change);
  };
  const { engine, running } = await start(log, { ...store, apply }, table);
  await engine.hand(0, 2);
  await running.close();
  expect(publishedAtWrites).toEqual([[0, 1]]);
});

it('publishes no snapshot any more when another owner has moved the fence', async () => {
  const { log, store, close } = await openEmbedded({ partitions: 1 });
  onTestFinished(close);
  const first = await start(log, store, table);
  await first.engine.hand(0, 2);
  const second = await start(log, store, table);
  await first.engine.hand(2, 4);
  await second.engine.hand(1, 6);
  expect(second.engine.published).toEqual([[0, 1, 2, 3, 4, 5]]);
  await eventually('the first is outrun', () => expect(first.engine.sought).toEqual([5]));
  expect(first.engine.published).toEqual([[0, 1]]);
  await first.running.close();
  await second.running.close();
});
