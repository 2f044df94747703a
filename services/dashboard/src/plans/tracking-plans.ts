import { type BehaviourEvent, topics, trackingPlanCodec } from '@freshet/events';
import { FreshetError, HttpProblem, type Logger } from '@freshet/runtime';
import { type Log, type LogRecord, ReadBack } from '@freshet/stream';
import {
  compilePlan,
  parsePlan,
  type PlanCheck,
  type Problem,
  type TrackingPlan,
} from '@freshet/tracking-plan';

/** Sites that may have a plan. */
const SITES_MAX = 1_000;
/** How long a plan that is in the log may take until it is read back here, in ms. */
const READ_BACK_MS_MAX = 10_000;

/** A site's plan, as it holds. */
export interface HeldPlan {
  /** Rising by one with each change. */
  readonly revision: number;
  /** When it was set, epoch ms. */
  readonly at: number;
  readonly plan: TrackingPlan;
}

/** The tracking plans of a deployment, as every dashboard follows them. */
export interface TrackingPlans {
  of(site: string): HeldPlan | undefined;
  /** What is not as planned; nothing without a plan. */
  problemsOf(event: BehaviourEvent): readonly Problem[];
  /**
   * Resolves once the plan, or none, is in the log and holds here. `basis` is the revision it was made on
   * top of, 0 for none; undefined sets it whatever there was.
   * @throws HttpProblem TRACKING_PLAN_CHANGED, TRACKING_PLANS_FULL; FreshetError LOG_UNREACHABLE.
   */
  set(site: string, plan: TrackingPlan | null, basis: number | undefined): Promise<void>;
  close(): Promise<void>;
}

export interface TrackingPlansOptions {
  readonly log: Log;
  readonly logger: Logger;
  /** Epoch ms. */
  readonly clock: () => number;
  onFatal(error: Error): void;
}

interface Held extends HeldPlan {
  readonly check: PlanCheck;
}

const topic = topics.trackingPlans.name;

/** Follows `tracking.plans`; all that is there has been read when this resolves. */
export async function openTrackingPlans(options: TrackingPlansOptions): Promise<TrackingPlans> {
  const { log, logger, clock, onFatal } = options;
  const plans = new Map<string, Held>();
  const readBack = new ReadBack();
  let turn: Promise<unknown> = Promise.resolve();

  function record({ key, value, offset }: LogRecord): void {
    const site = key === null ? '' : Buffer.from(key).toString();
    try {
      if (value === null) plans.delete(site);
      else plans.set(site, heldIn(value));
    } catch (err) {
      // Of a newer version: as it was before it may still be meant.
      logger.error({ err, topic, site, offset }, 'a tracking plan cannot be read; upgrade');
    }
    readBack.passed(offset);
  }

  await log.admin.ensureTopics([topics.trackingPlans]);
  const follower = await log.follow({ topic, record, onFatal });
  await follower.caughtUp;

  async function write(
    site: string,
    plan: TrackingPlan | null,
    basis: number | undefined,
  ): Promise<void> {
    const revision = plans.get(site)?.revision ?? 0;
    if (basis !== undefined && basis !== revision) throw changed(site, basis, revision);
    if (plan !== null && revision === 0 && plans.size >= SITES_MAX) throw full();
    const next = { revision: revision + 1, at: clock(), plan: JSON.stringify(plan) };
    const value = plan === null ? null : trackingPlanCodec.encode(next);
    const [place] = await log.publisher.publish(topic, [{ key: site, value, partition: 0 }]);
    await readBack.until(place!.offset, READ_BACK_MS_MAX, unread);
  }

  return {
    of: (site) => plans.get(site),
    problemsOf: (event) => plans.get(event.site)?.check(event) ?? [],
    set(site, plan, basis) {
      const written = turn.then(() => write(site, plan, basis));
      turn = written.catch(() => undefined);
      return written;
    },
    close: () => follower.close(),
  };
}

/** @throws what codec and parser throw. */
function heldIn(value: Uint8Array): Held {
  const { revision, at, plan: text } = trackingPlanCodec.decode(value);
  const plan = parsePlan(JSON.parse(text));
  return { revision, at, plan, check: compilePlan(plan) };
}

function changed(site: string, basis: number, revision: number): HttpProblem {
  return new HttpProblem(409, {
    code: 'TRACKING_PLAN_CHANGED',
    message: `The plan of ${site} is at revision ${revision}, not ${basis} any more; look at it and set yours on top of it.`,
  });
}

function full(): HttpProblem {
  return new HttpProblem(409, {
    code: 'TRACKING_PLANS_FULL',
    message: `${SITES_MAX} sites have plans, which is as many as there can be; delete one first.`,
  });
}

function unread(): FreshetError {
  return new FreshetError(
    'LOG_UNREACHABLE',
    `A plan written to ${topic} was not read back within ${READ_BACK_MS_MAX} ms; it may hold: look before asking again.`,
  );
}
