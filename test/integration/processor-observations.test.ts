import { createCodec } from '@freshet/events';
import { FreshetError, Registry } from '@freshet/runtime';
import {
  createProcessorMetrics,
  type Log,
  type Observed,
  type Processor,
  runProcessor,
} from '@freshet/stream';
import { expect, it, onTestFinished } from 'vitest';
import { openEmbedded } from '../support/embedded.ts';
import { eventually } from '../support/eventually.ts';
import { quietLogger } from '../support/quiet-logger.ts';
import { keyedTopic } from '../support/topics.ts';

const input = keyedTopic('visits');
const outputs = keyedTopic('outputs');
const news = keyedTopic('news');

/** Counts records, passes each on, and observes every second one. */
function counter(observed: Observed<string>): Processor<string, { count: number }, string, string> {
  return {
    group: 'counter',
    input,
    codec: createCodec('count', [
      {
        id: 900,
        schema: { type: 'record', name: 'Count', fields: [{ name: 'count', type: 'int' }] },
      },
    ]),
    stateTtlS: 60,
    flushIntervalMs: 0,
    flushKeysMax: 100,
    decode: ({ value }) => ({ inputs: [String(value)] }),
    key: () => 'all',
    at: () => 1,
    receivedAt: () => 1,
    process(text, state) {
      const count = (state?.count ?? 0) + 1;
      const observations = count % 2 === 0 ? [text] : [];
      return { state: { count }, outputs: [text], observations };
    },
    derived: {
      topic: outputs.name,
      key: (text) => text,
      encode: (_, { outputs: texts }) => Buffer.from(texts.join()),
    },
    observed,
  };
}

/** Runs it on records `a` to `d`; what was published, in its order, `topic: value`. */
async function run(records: Observed<string>['records']) {
  const { log, store, close } = await openEmbedded({ partitions: 1 });
  await log.admin.ensureTopics([input, outputs, news]);
  const published: string[] = [];
  const watched: Log = {
    ...log,
    publisher: {
      ...log.publisher,
      publish(topic, each) {
        published.push(...each.map(({ value }) => `${topic}: ${String(value)}`));
        return log.publisher.publish(topic, each);
      },
    },
  };
  const values = ['a', 'b', 'c', 'd'].map((text) => ({ value: Buffer.from(text) }));
  await log.publisher.publish(input.name, values);
  const running = await runProcessor(counter({ topic: news.name, waitMsMax: 10_000, records }), {
    log: watched,
    store,
    namespace: { name: 'main', from: [], to: null },
    logger: quietLogger,
    metrics: createProcessorMetrics(new Registry()),
    clock: Date.now,
    cacheKeysMax: 10,
    onFatal(error) {
      throw error;
    },
  });
  onTestFinished(async () => {
    await running.close();
    await close();
  });
  return published;
}

it('publishes what was observed, with the offsets behind it, before the outputs', async () => {
  const published = await run(async (partition, { offsets, observations }) => {
    return observations.map((text, i) => ({
      value: Buffer.from(`${partition}/${offsets[i]} ${text}`),
    }));
  });
  await eventually('outputs are published', () => {
    expect(published).toEqual(['news: 0/1 b', 'news: 0/3 d', 'outputs: a,b,c,d']);
  });
});

it('goes on without observations that cannot be made', async () => {
  const published = await run(() =>
    Promise.reject(new FreshetError('STORE_UNREACHABLE', 'injected')),
  );
  await eventually('outputs are published', () => expect(published).toEqual(['outputs: a,b,c,d']));
});
