import { eventTopic, type NamespacePlan, type Topic, topics } from '@freshet/events';
import { keepToPlan } from '../namespaces/keep-to-plan.ts';
import type { Namespaces } from '../namespaces/namespaces.ts';
import type { PlainConsumer } from './plain-consumer.ts';
import { type DeliveryRuntime, type RunningConsumer, runConsumer } from './run-consumer.ts';

export interface PlannedConsumer {
  readonly group: string;
  /** What it reads and writes. */
  readonly topics: readonly Topic[];
  create(): PlainConsumer;
}

export interface PlannedRuntime extends DeliveryRuntime {
  readonly namespaces: Namespaces;
}

/** Runs consumers as the plan of namespaces asks for them; resolves when those of now are running. */
export async function runPlanned(
  planned: (plan: NamespacePlan) => readonly PlannedConsumer[],
  runtime: PlannedRuntime,
): Promise<{ close(): Promise<void> }> {
  const { log, namespaces, logger, onFatal } = runtime;
  const running = new Map<string, RunningConsumer>();
  const keeping = await keepToPlan({
    namespaces,
    logger,
    onFatal,
    unsettled: 'consumers do not yet run as planned',
    settle,
  });

  async function settle(closing: AbortSignal): Promise<void> {
    const wanted = planned(namespaces.plan);
    for (const [group, consumer] of running) {
      if (wanted.some((one) => one.group === group)) continue;
      await consumer.close();
      running.delete(group);
      logger.info({ group }, 'not needed any more');
    }
    for (const { group, topics: needed, create } of wanted) {
      if (running.has(group) || closing.aborted) continue;
      await log.admin.ensureTopics(needed);
      running.set(group, await runConsumer(create(), runtime));
    }
  }

  return {
    async close() {
      await keeping.close();
      await Promise.all([...running.values()].map((consumer) => consumer.close()));
    },
  };
}

/**
 * For a group that wants each event once, whichever topic it was written to: one consumer on each topic
 * of events, which leaves copies out. The first topic is read to its end also when it is fed no more.
 */
export function onEveryEventTopic(
  group: string,
  create: (topic: string, group: string) => PlainConsumer,
): (plan: NamespacePlan) => readonly PlannedConsumer[] {
  const first = topics.behaviourEvents;
  return ({ namespaces }) => {
    const others = namespaces.flatMap(({ events }) => (events === null ? [] : eventTopic(events)));
    const all = new Map([first, ...others].map((topic) => [topic.name, topic]));
    return [...all.values()].map((topic) => {
      const own = group + topic.name.slice(first.name.length);
      return { group: own, topics: [topic], create: () => create(topic.name, own) };
    });
  };
}
