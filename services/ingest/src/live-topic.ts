import { setTimeout as delay } from 'node:timers/promises';
import type { CutOver, NamespacePlan, Topic } from '@freshet/events';
import { isRetriable, type Logger } from '@freshet/runtime';
import {
  backlogBefore,
  HOLD_MS_MAX,
  ingestOf,
  liveEventTopic,
  type Log,
  mirrorBetween,
  type Namespaces,
  withIngest,
  withoutCutOver,
  withoutIngest,
  withStopped,
} from '@freshet/stream';
import type { EventRoute } from './publishing.ts';

const LOOK_MS = 10;
/** Pause after the plan could not be followed, in ms. */
const RETRY_MS = 1_000;
/** How long what is under way may take at the close, in ms. */
const LEAVE_MS_MAX = 2_000;

export interface LiveTopicOptions {
  readonly log: Log;
  readonly namespaces: Namespaces;
  /** Names this ingest among all, the same after a restart. */
  readonly id: string;
  readonly route: EventRoute;
  readonly logger: Logger;
}

/** A part of an ingest that follows the plan of namespaces. */
export interface LiveTopic {
  /** Lets others go on without this ingest. */
  close(): Promise<void>;
}

/**
 * Writes events to the topic of the live namespace, and takes an ingest's part in a cut-over as
 * `repartition.ts` of `@freshet/stream` describes it. Resolves once this ingest is in the plan, from
 * when on a cut-over waits for it, and its first events may come.
 * @throws FreshetError LOG_UNREACHABLE.
 */
export async function followLiveTopic(options: LiveTopicOptions): Promise<LiveTopic> {
  const { log, namespaces, id, route, logger } = options;
  const closing = new AbortController();
  let topic: string | undefined;
  /** It stopped for the cut-over that is or was under way, so nothing of it can come late. */
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function settle(): Promise<void> {
    clearTimeout(timer);
    for (let isSettled = false; !isSettled && !closing.signal.aborted; ) {
      isSettled = await step(namespaces.plan);
    }
  }

  /** Whether this ingest is where the plan wants it. */
  async function step(plan: NamespacePlan): Promise<boolean> {
    const own = ingestOf(plan, id);
    if (own === undefined) {
      // New, or given up by the others: they may have gone over without waiting for it.
      route.hold();
      stopped = false;
      await namespaces.change((current) => withIngest(current, id));
      return false;
    }
    if (plan.cutOver !== null) return stop(plan, plan.cutOver);
    return write(plan, liveEventTopic(plan));
  }

  async function stop(plan: NamespacePlan, cutOver: CutOver): Promise<boolean> {
    if (!(await untilIdle(plan))) return false;
    stopped = true;
    await namespaces.change((current) => withStopped(current, id, cutOver));
    if (namespaces.plan.cutOver?.revision !== cutOver.revision) return false;
    timer = setTimeout(() => enqueue(() => giveUp(cutOver)), HOLD_MS_MAX);
    return true;
  }

  async function giveUp(cutOver: CutOver): Promise<void> {
    logger.warn({ namespace: cutOver.to }, 'nobody ends the cut-over, so this ingest does');
    await namespaces.change((current) => withoutCutOver(current, cutOver));
    await settle();
  }

  async function write(plan: NamespacePlan, live: Topic): Promise<boolean> {
    if (topic !== live.name) {
      if (topic !== undefined && !(await untilIdle(plan))) return false;
      await log.admin.ensureTopics([live]);
      if (topic !== undefined && !stopped) await untilHandedOn(plan, topic, live.name);
      if (plan !== namespaces.plan) return false;
      if (topic !== undefined) logger.info({ topic: live.name }, 'events go to another topic');
      topic = live.name;
    }
    stopped = false;
    route.release(live.name);
    return true;
  }

  /** false: the plan is another one by now. */
  async function untilIdle(plan: NamespacePlan): Promise<boolean> {
    route.hold();
    while (!route.idle && namespaces.plan === plan && !closing.signal.aborted) await pause(LOOK_MS);
    return namespaces.plan === plan;
  }

  /** What this ingest wrote to the former topic too late must not be overtaken. */
  async function untilHandedOn(plan: NamespacePlan, former: string, live: string): Promise<void> {
    const mirror = mirrorBetween(plan, former, live);
    if (mirror === undefined) return;
    const ends = await log.admin.offsets(former);
    while (namespaces.plan === plan && !closing.signal.aborted) {
      if ((await backlogBefore(log, mirror, ends)) === 0) return;
      await pause(RETRY_MS);
    }
  }

  async function pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: closing.signal }).catch(() => undefined);
  }

  async function untilDone(work: () => Promise<void>): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        return await work();
      } catch (err) {
        const level = isRetriable(err) ? 'warn' : 'error';
        logger[level]({ err, retryMs: RETRY_MS }, 'cannot follow the plan of namespaces');
        await pause(RETRY_MS);
      }
    }
  }

  async function leave(): Promise<void> {
    try {
      await namespaces.change((current) => withoutIngest(current, id));
    } catch (err) {
      logger.debug({ err }, 'this ingest is still in the plan of namespaces');
    }
  }

  let settled = settle();
  function enqueue(work: () => Promise<void>): void {
    settled = settled.then(() => untilDone(work));
  }
  await settled;
  const unwatch = namespaces.watch(() => enqueue(settle));
  enqueue(settle);
  return {
    async close() {
      unwatch();
      closing.abort();
      clearTimeout(timer);
      await settled;
      const deadline = performance.now() + LEAVE_MS_MAX;
      while (!route.idle && performance.now() < deadline) await delay(LOOK_MS);
      // With something under way the others have to wait for its next start.
      if (route.idle) await Promise.race([leave(), delay(LEAVE_MS_MAX)]);
    },
  };
}
