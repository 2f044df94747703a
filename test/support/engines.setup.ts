import type { TestProject } from 'vitest/node';
import { type Engines, startEngines } from './engine-processes.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Bootstrap address of a single Kafka node; null where it cannot run. */
    kafka: string | null;
    /** Folder of its partitions. */
    kafkaLogDir: string | null;
    /** URL of a Redis server; null where it cannot run. */
    redis: string | null;
  }
}

/**
 * Vitest loads this module once per project, but the projects of one run share one set of engines:
 * whoever comes first starts it, whoever leaves last stops it.
 */
const shared = globalThis as typeof globalThis & {
  freshetEngines?: { users: number; readonly started: Promise<Engines> };
};

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const engines = (shared.freshetEngines ??= { users: 0, started: startEngines() });
  engines.users += 1;
  const { kafka, kafkaLogDir, redis, stop } = await engines.started;
  project.provide('kafka', kafka);
  project.provide('kafkaLogDir', kafkaLogDir);
  project.provide('redis', redis);
  return async () => {
    engines.users -= 1;
    if (engines.users > 0) return;
    delete shared.freshetEngines;
    await stop();
  };
}
