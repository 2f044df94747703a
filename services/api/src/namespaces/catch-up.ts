import { setTimeout as delay } from 'node:timers/promises';
import { type Namespace, namespaceTopics } from '@freshet/events';
import { FreshetError } from '@freshet/runtime';
import { type Engines, type GroupReading, readingsOf, standingOf } from './standing.ts';

/** How long a namespace may take to reach what was in the log when it was asked about, in ms. */
export const CATCH_UP_MS_MAX = 10_000;
const LOOK_MS = 100;
/**
 * Kafka's transaction markers take offsets at which no reader finds a record: so few behind the end
 * the live namespace counts as having applied everything, and another one that has as much as well.
 */
const MARKERS_MAX = 8;

/** Offset that has to be reached in each partition. */
type Targets = readonly number[];

/**
 * Resolves when the namespace has applied every event that was in the log at the call, and every
 * signal and outcome those have made. Under traffic nothing ever stands at the end itself.
 * @throws FreshetError NAMESPACE_BEHIND when it has not after CATCH_UP_MS_MAX, or ends before.
 */
export async function awaitCatchUp(
  namespace: Namespace,
  live: Namespace,
  engines: Engines,
): Promise<void> {
  if (namespace.to !== null) {
    throw behind(namespace, 'it was made with an end (--to), so it follows the log no further');
  }
  const { log } = engines;
  await log.admin.ensureTopics(Object.values(namespaceTopics(namespace)));
  const { profiles, items, attribution, figures } = readingsOf(namespace);
  const deadline = performance.now() + CATCH_UP_MS_MAX;
  const events = await eventTargets(live, engines);
  await reach(profiles, events);
  await reach(items, await endsOf(items.topic));
  await reach(attribution, events);
  await reach(figures, await endsOf(figures.topic));

  async function endsOf(topic: string): Promise<Targets> {
    return (await log.admin.offsets(topic)).map(({ end }) => end);
  }

  async function reach(reading: GroupReading, targets: Targets): Promise<void> {
    for (;;) {
      const short = await shortOf(engines, reading, targets);
      if (short === 0) return;
      if (performance.now() > deadline) {
        throw behind(namespace, `${reading.group} has ${short} records of ${reading.topic} to go`);
      }
      await delay(LOOK_MS);
    }
  }
}

async function eventTargets(live: Namespace, engines: Engines): Promise<Targets> {
  const standing = await standingOf(engines, readingsOf(live).profiles);
  return standing.map(({ next, end }) => (end - next <= MARKERS_MAX ? Math.min(next, end) : end));
}

async function shortOf(engines: Engines, reading: GroupReading, targets: Targets): Promise<number> {
  const standing = await standingOf(engines, reading);
  return standing.reduce(
    (sum, { partition, next }) => sum + Math.max(0, targets[partition]! - next),
    0,
  );
}

function behind({ name }: Namespace, reason: string): FreshetError {
  return new FreshetError(
    'NAMESPACE_BEHIND',
    `Namespace "${name}" cannot go live as it is: ${reason}. Wait until it has caught up, or force it.`,
    { namespace: name },
  );
}
