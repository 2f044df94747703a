import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@freshet/runtime';
import { compact } from './compaction.ts';
import type { Databases } from './databases.ts';
import { expire } from './retention.ts';
import type { Topics } from './topics.ts';

export interface HousekeepingOptions {
  readonly topics: Topics;
  readonly databases: Databases;
  readonly logger: Logger;
  readonly checkMs: number;
}

/** Keeps each declared topic as it is declared, in rounds `checkMs` apart; answers with how to stop. */
export function startHousekeeping(options: HousekeepingOptions): () => Promise<void> {
  const stop = new AbortController();
  const ended = keepOn(options, stop.signal);
  return async () => {
    stop.abort();
    await ended;
  };
}

async function keepOn(options: HousekeepingOptions, signal: AbortSignal): Promise<void> {
  const { logger, checkMs } = options;
  while (!signal.aborted) {
    await delay(checkMs, undefined, { signal, ref: false }).catch(() => {});
    try {
      await keepAll(options, signal);
    } catch (err) {
      logger.warn({ err }, 'housekeeping of the log failed');
    }
  }
}

async function keepAll(
  { topics, databases }: HousekeepingOptions,
  signal: AbortSignal,
): Promise<void> {
  for (const { topic, stored } of topics.declared()) {
    const retention = topics.retention(topic.name);
    for (const log of stored.partitions) {
      if (signal.aborted) return;
      if (topic.cleanup === 'compact') await compact(log, databases);
      else await expire(log, retention, databases);
    }
  }
}
