import { setTimeout as delay } from 'node:timers/promises';
import { isRetriable, type Logger, type Registry } from '@freshet/runtime';
import {
  createMirror,
  type Log,
  type Mirror,
  mirrorGroup,
  mirrorsOf,
  type Namespaces,
  type RunningConsumer,
  runConsumer,
} from '@freshet/stream';

/** Pause before mirrors are started again that could not start, in ms. */
const RETRY_MS = 2_000;

export interface MirrorsOptions {
  readonly log: Log;
  readonly namespaces: Namespaces;
  readonly registry: Registry;
  readonly logger: Logger;
  onFatal(error: Error): void;
}

/** Runs the mirrors of the plan: two while namespaces read different topics of events, else none. */
export async function startMirrors(options: MirrorsOptions): Promise<{ close(): Promise<void> }> {
  const { log, namespaces, logger, onFatal } = options;
  const running = new Map<string, RunningConsumer>();
  const closing = new AbortController();

  async function settle(): Promise<void> {
    const planned = new Map(mirrorsOf(namespaces.plan).map((one) => [mirrorGroup(one), one]));
    for (const [group, consumer] of running) {
      if (planned.has(group)) continue;
      await consumer.close();
      running.delete(group);
      logger.info({ group }, 'events are copied no more');
    }
    for (const [group, mirror] of planned) {
      if (!running.has(group) && !closing.signal.aborted) running.set(group, await start(mirror));
    }
  }

  async function start(mirror: Mirror): Promise<RunningConsumer> {
    await log.admin.ensureTopics([mirror.from.topic, mirror.to.topic]);
    const consumer = await runConsumer(createMirror(mirror, log.publisher), options);
    logger.info({ group: mirrorGroup(mirror) }, 'events are copied');
    return consumer;
  }

  async function settleUntilDone(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        return await settle();
      } catch (err) {
        if (!isRetriable(err)) return onFatal(err as Error);
        logger.warn({ err, retryMs: RETRY_MS }, 'events are not yet copied as planned');
        await delay(RETRY_MS, undefined, { signal: closing.signal }).catch(() => {});
      }
    }
  }

  let settled = settleUntilDone();
  const unwatch = namespaces.watch(() => {
    settled = settled.then(settleUntilDone);
  });
  return {
    async close() {
      unwatch();
      closing.abort();
      await settled;
      await Promise.all([...running.values()].map((consumer) => consumer.close()));
    },
  };
}
