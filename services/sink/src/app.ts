import type { Logger, Registry } from '@freshet/runtime';
import { type Log, type Namespaces, onEveryEventTopic, runPlanned } from '@freshet/stream';
import type { Tracing } from '@freshet/tracing';
import { createSinkMetrics } from './metrics.ts';
import type { SinkPlan } from './plan.ts';
import { createSink } from './sink.ts';

export interface RunSinkOptions {
  readonly plan: SinkPlan;
  readonly log: Log;
  readonly namespaces: Namespaces;
  readonly registry: Registry;
  readonly logger: Logger;
  /** Without it nothing is traced here. */
  readonly tracing?: Tracing | undefined;
  readonly clock: () => number;
  onFatal(error: Error): void;
}

export interface RunningSink {
  /** Ends deliveries under way, commits what was taken and leaves the group. */
  close(): Promise<void>;
}

/** Runs one member of the sink's group; resolves with its first assignment. */
export async function startSink(options: RunSinkOptions): Promise<RunningSink> {
  const { plan, registry } = options;
  const metrics = createSinkMetrics(registry);
  const planned = onEveryEventTopic(plan.group, (topic, group) =>
    createSink({ ...options, topic, group, metrics }),
  );
  const consumers = await runPlanned(planned, options);
  return {
    async close() {
      await consumers.close();
      await plan.destination.close();
    },
  };
}
