import type { CutOver, IngestStanding, NamespacePlan } from '@freshet/events';
import { namespaceOf, refused, underWay } from './plan.ts';

/** An ingest that waits for longer than this takes it that nobody leads the cut-over any more, in ms. */
export const HOLD_MS_MAX = 20_000;
/** Ingests remembered; the oldest go, and one that is alive comes back by itself. */
const INGESTS_MAX = 256;

export function ingestOf({ ingests }: NamespacePlan, id: string): IngestStanding | undefined {
  return ingests.find((ingest) => ingest.id === id);
}

/** The plan with an ingest that may write, as soon as no cut-over is under way. */
export function withIngest(plan: NamespacePlan, id: string): NamespacePlan {
  if (ingestOf(plan, id) !== undefined) return plan;
  const ingests = [...plan.ingests, { id, stopped: false }].slice(-INGESTS_MAX);
  return { ...plan, ingests };
}

/** The plan without an ingest that writes nothing any more. */
export function withoutIngest(plan: NamespacePlan, id: string): NamespacePlan {
  if (ingestOf(plan, id) === undefined) return plan;
  return { ...plan, ingests: plan.ingests.filter((ingest) => ingest.id !== id) };
}

/** The plan in which the ingest has stopped for this cut-over; unchanged once that is over. */
export function withStopped(plan: NamespacePlan, id: string, cutOver: CutOver): NamespacePlan {
  if (!isUnderWay(plan, cutOver) || ingestOf(plan, id)?.stopped !== false) return plan;
  const ingests = plan.ingests.map((one) => (one.id === id ? { id, stopped: true } : one));
  return { ...plan, ingests };
}

/**
 * The plan that tells all ingests to stop.
 * @throws FreshetError NAMESPACE_UNKNOWN; NAMESPACE_REFUSED while another cut-over is under way.
 */
export function withCutOver(plan: NamespacePlan, to: string): NamespacePlan {
  namespaceOf(plan, to);
  if (plan.cutOver !== null) throw underWay(plan.cutOver);
  if (plan.live === to) throw refused(to, `"${to}" is live already`);
  return { ...plan, cutOver: { to, revision: plan.revision + 1 } };
}

/**
 * The plan that has gone over, and lets all ingests write again.
 * @throws FreshetError NAMESPACE_REFUSED when it was ended meanwhile.
 */
export function wentOver(plan: NamespacePlan, cutOver: CutOver): NamespacePlan {
  const { to } = cutOver;
  if (!isUnderWay(plan, cutOver)) {
    throw refused(to, `Going over to "${to}" took too long and was ended; ask again`);
  }
  return { ...plan, live: to, previous: plan.live, cutOver: null, ingests: writing(plan) };
}

/** The plan as if nothing had been begun; without ingests that did not answer. */
export function withoutCutOver(plan: NamespacePlan, cutOver: CutOver): NamespacePlan {
  return isUnderWay(plan, cutOver) ? { ...plan, cutOver: null, ingests: writing(plan) } : plan;
}

export function isUnderWay(plan: NamespacePlan, { revision }: CutOver): boolean {
  return plan.cutOver?.revision === revision;
}

function writing({ ingests }: NamespacePlan): IngestStanding[] {
  return ingests.filter(({ stopped }) => stopped).map(({ id }) => ({ id, stopped: false }));
}
