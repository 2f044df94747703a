import type { Affinity } from './affinity.ts';
import { addToLevel, EMPTY_LEVEL, withoutLevel } from './decay.ts';
import type { Deployment } from './deployment.ts';
import { KIND_WEIGHTS, VISIT_KINDS, type Visit, type VisitKind } from './session.ts';

/** What of a profile a visitor can take back. */
interface Taste {
  session: Visit[];
  readonly items: Affinity[];
  readonly categories: Affinity[];
}

interface Retracted {
  readonly itemId: string;
  readonly categories: readonly string[];
}

/** Of an event by which a visitor takes back what they did with an item: `retract` all, `retract:click` clicks. */
export function retractedKinds(type: string): readonly VisitKind[] | undefined {
  if (type === 'retract') return VISIT_KINDS;
  const kind = VISIT_KINDS.find((one) => type === `retract:${one}`);
  return kind && [kind];
}

/**
 * Takes visits of these kinds out of the session, and leaves as taste of the item what the session's others
 * make: what was before it is not known by its kind, and goes as well. Categories lose as much as the item
 * did. Once more it changes nothing.
 */
export function takeBack(
  taste: Taste,
  { itemId, categories }: Retracted,
  kinds: readonly VisitKind[],
  deployment: Deployment,
): void {
  taste.session = taste.session.filter(
    (visit) => visit.itemId !== itemId || !kinds.includes(visit.kind),
  );
  const at = taste.items.findIndex(({ id }) => id === itemId);
  const known = taste.items[at];
  if (known === undefined) return;
  const before = known.level;
  const left = Math.min(before, tasteOf(taste.session, itemId, deployment));
  known.level = left;
  if (left === EMPTY_LEVEL) taste.items.splice(at, 1);
  const lost = withoutLevel(before, left);
  for (const category of categories) lessen(taste.categories, category, lost);
}

/** What the item's visits in a session come to. */
function tasteOf(session: readonly Visit[], itemId: string, deployment: Deployment): number {
  return session
    .filter((visit) => visit.itemId === itemId)
    .reduce(
      (level, { kind, at }) =>
        addToLevel(level, KIND_WEIGHTS[kind], at, deployment.affinityHalfLifeMs),
      EMPTY_LEVEL,
    );
}

function lessen(affinities: Affinity[], id: string, lost: number): void {
  const at = affinities.findIndex((affinity) => affinity.id === id);
  const known = affinities[at];
  if (known === undefined) return;
  known.level = withoutLevel(known.level, lost);
  if (known.level === EMPTY_LEVEL) affinities.splice(at, 1);
}
