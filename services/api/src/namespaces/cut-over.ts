import { setTimeout as delay } from 'node:timers/promises';
import {
  type CutOver,
  eventTopic,
  type Namespace,
  type NamespacePlan,
  namespaceTopics,
} from '@freshet/events';
import { FreshetError, type Logger } from '@freshet/runtime';
import {
  isUnderWay,
  liveEventTopic,
  type Mirror,
  mirrorBacklog,
  mirrorBetween,
  mirrorLag,
  type Namespaces,
  wentOver,
  withCutOver,
  withoutCutOver,
} from '@freshet/stream';
import { progressOf } from './progress.ts';
import type { Engines } from './standing.ts';

/** How long the namespace may take to come so close that the cut-over will be short, in ms. */
const NEAR_MS_MAX = 10_000;
/** So few records are nothing to wait for: under traffic there are always some. */
const NEAR_RECORDS = 1_000;
/** How long ingests may take to stop, in ms; all of it is less than they wait for (HOLD_MS_MAX). */
const STOP_MS_MAX = 5_000;
/** How long the mirror may take to come to its end once they have, in ms. */
const DRAIN_MS_MAX = 5_000;
/** A lag that stands still for so long may be no records at all, which takes a closer look; in ms. */
const STANDSTILL_MS = 500;
const LOOK_MS = 20;

export interface CutOverOptions extends Engines {
  readonly namespaces: Namespaces;
  readonly logger: Logger;
}

/**
 * Goes over to a namespace that reads another topic of events, as `repartition.ts` of
 * `@freshet/stream` describes; what fails on the way is undone.
 * @throws FreshetError NAMESPACE_BEHIND, naming what did not come to its end in time;
 *   NAMESPACE_REFUSED while another one is under way.
 */
export async function goOver(
  namespace: Namespace,
  { force }: { readonly force: boolean },
  options: CutOverOptions,
): Promise<NamespacePlan> {
  const { namespaces, logger } = options;
  const mirror = mirrorTo(namespace, namespaces.plan);
  if (!force) await untilNear(namespace, options);
  const { name } = namespace;
  const { cutOver } = await namespaces.change((plan) => withCutOver(plan, name));
  const startedAt = performance.now();
  try {
    await untilStopped(cutOver!, namespaces);
    await untilDrained(mirror, cutOver!, options);
    const plan = await namespaces.change((current) => wentOver(current, cutOver!));
    const ms = Math.round(performance.now() - startedAt);
    logger.info({ namespace: name, ms }, 'events are written to the topic of another namespace');
    return plan;
  } catch (error) {
    // If this fails as well, the ingests do it themselves.
    await namespaces
      .change((plan) => withoutCutOver(plan, cutOver!))
      .catch((err: unknown) => {
        logger.warn({ err, namespace: name }, 'the cut-over is left to the ingests to end');
      });
    throw error;
  }
}

function mirrorTo(namespace: Namespace, plan: NamespacePlan): Mirror {
  const from = liveEventTopic(plan).name;
  return mirrorBetween(plan, from, eventTopic(namespace.events).name)!;
}

/** Not to its end, which moves on, but so near that ingests need not stop for long. */
async function untilNear(namespace: Namespace, options: CutOverOptions): Promise<void> {
  await options.log.admin.ensureTopics(Object.values(namespaceTopics(namespace)));
  await until(NEAR_MS_MAX, namespace.name, async () => {
    const all = await progressOf(options.namespaces.plan, options);
    const groups = all.find(({ name }) => name === namespace.name)?.groups ?? [];
    const last = groups.find(({ lag }) => lag > NEAR_RECORDS);
    return last && `${last.group} has ${last.lag} of ${last.records} records to go`;
  });
}

function untilStopped(cutOver: CutOver, namespaces: Namespaces): Promise<void> {
  return until(STOP_MS_MAX, cutOver.to, async () => {
    const { plan } = namespaces;
    // Deciding will say so.
    if (!isUnderWay(plan, cutOver)) return undefined;
    const names = plan.ingests.filter(({ stopped }) => !stopped).map(({ id }) => id);
    if (names.length === 0) return undefined;
    return (
      `ingest ${names.join(', ')} did not stop within ${STOP_MS_MAX} ms; it has ended or hangs, and will ` +
      'not be waited for again, so have a look at it'
    );
  });
}

function untilDrained(mirror: Mirror, { to }: CutOver, { log }: CutOverOptions): Promise<void> {
  let seen = { lag: -1, at: 0 };
  return until(DRAIN_MS_MAX, to, async () => {
    const lag = await mirrorLag(log, mirror);
    const now = performance.now();
    if (lag !== seen.lag) seen = { lag, at: now };
    const stands = now - seen.at > STANDSTILL_MS;
    const records = stands ? await mirrorBacklog(log, mirror) : lag;
    return records === 0 ? undefined : `${records} events are not copied yet; is a worker running?`;
  });
}

/** Until `look` finds nothing in the way. @throws FreshetError NAMESPACE_BEHIND with what it found last. */
async function until(
  msMax: number,
  name: string,
  look: () => Promise<string | undefined>,
): Promise<void> {
  const deadline = performance.now() + msMax;
  for (;;) {
    const reason = await look();
    if (reason === undefined) return;
    if (performance.now() > deadline) throw behind(name, reason);
    await delay(LOOK_MS);
  }
}

function behind(name: string, reason: string): FreshetError {
  return new FreshetError(
    'NAMESPACE_BEHIND',
    `Going over to "${name}" is off, and nothing has changed: ${reason}. Ask again when that is mended.`,
    { namespace: name },
  );
}
