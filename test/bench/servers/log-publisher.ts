import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Topic } from '@freshet/events';
import { createLogger } from '@freshet/runtime';
import { openEnvironment } from '@freshet/store/embedded';
import type { Ack, Log } from '@freshet/stream';
import { createEmbeddedLog } from '@freshet/stream/embedded';
import { createKafkaLog } from '@freshet/stream/kafka';
import { answerParent } from '../child.ts';
import type { ClickMessage } from '../clicks.ts';
import { pace } from '../pace.ts';

const topic: Topic = {
  name: 'published',
  kind: 'intake',
  partitions: 'keyed',
  cleanup: 'delete',
};
const logger = createLogger('bench', 'error');

let log: Log | undefined;
let dropData = async (): Promise<void> => {};

interface Publishing {
  readonly messages: readonly ClickMessage[];
  /** Records in one call of `publish`. */
  readonly perCall: number;
  readonly seconds: number;
  readonly ack: Ack;
}

const calls = {
  /** Opens a log on these brokers; on the embedded engine, in a folder of its own, without any. */
  async open(argument: {
    readonly brokers: string | null;
    readonly partitions: number;
    readonly replicationFactor: number;
  }): Promise<void> {
    const { brokers, partitions, replicationFactor } = argument;
    if (brokers === null) {
      const dir = await mkdtemp(join(tmpdir(), 'freshet-bench-'));
      const environment = openEnvironment(dir);
      log = createEmbeddedLog({ environment, partitions, logger });
      dropData = async () => {
        await environment.close();
        await rm(dir, { recursive: true, force: true });
      };
    } else {
      log = await createKafkaLog({
        brokers: brokers.split(','),
        clientId: 'bench',
        partitions,
        replicationFactor,
        logger,
      });
    }
    await log.admin.ensureTopics([topic]);
  },

  /** Records a second, so many calls waiting at any time. */
  async publish({
    concurrency,
    ...how
  }: Publishing & { readonly concurrency: number }): Promise<number> {
    const startedAt = performance.now();
    const until = startedAt + how.seconds * 1000;
    let published = 0;
    async function publishOn(first: number): Promise<void> {
      for (let i = first; performance.now() < until; i += concurrency) {
        await publishSlice(how, i);
        published += how.perCall;
      }
    }
    await Promise.all(Array.from({ length: concurrency }, (_, i) => publishOn(i)));
    return published / ((performance.now() - startedAt) / 1000);
  },

  /** How long each call takes, in ms, at a steady rate of calls. */
  async callTimes({
    perSecond,
    ...how
  }: Publishing & { readonly perSecond: number }): Promise<number[]> {
    const { seconds } = how;
    const done = await pace({ perSecond, seconds }, async (i) => {
      const startedAt = performance.now();
      await publishSlice(how, i);
      return performance.now() - startedAt;
    });
    return Promise.all(done);
  },
};

export type LogPublisherCalls = typeof calls;

async function publishSlice({ messages, perCall, ack }: Publishing, i: number): Promise<void> {
  if (log === undefined) throw new Error('open it first');
  const at = (i * perCall) % (messages.length - perCall);
  // A log that takes no more for the moment is what back-pressure looks like with ack none.
  await log.publisher
    .publish(
      topic.name,
      messages.slice(at, at + perCall).map((message) => ({ ...message, ack })),
    )
    .catch(async (error: { code?: string }) => {
      if (error.code !== 'PUBLISHER_FULL') throw error;
      await new Promise((resolve) => setTimeout(resolve, 1));
    });
}

answerParent(calls, async () => {
  await log?.close();
  await dropData();
});
