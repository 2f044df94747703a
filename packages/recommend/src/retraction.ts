import type { Affinity } from './affinity.ts';
import { addToLevel, EMPTY_LEVEL, withoutLevel } from './decay.ts';
import type { Deployment } from './deployment.ts';
import type { Dismissal } from './dismissals.ts';
import { KIND_WEIGHTS, VISIT_KINDS, type Visit, type VisitKind } from './session.ts';

interface Taste {
  session: Visit[];
  readonly items: Affinity[];
  readonly categories: Affinity[];
}

/** What of a profile a visitor can take back. */
interface Retractable extends Taste {
  dismissed: readonly Dismissal[];
}

interface Retracted {
  readonly itemId: string;
  readonly categories: readonly string[];
}

const KIND = 'retract:';

/** Whether a visitor takes back what they did with an item by an event of this type. */
export const isRetraction = (type: string): boolean => type === 'retract' || type.startsWith(KIND);

/** Takes back what was done with these items: by `retract` all, by `retract:click` clicks. */
export function applyRetraction(
  profile: Retractable,
  type: string,
  items: readonly Retracted[],
  deployment: Deployment,
): void {
  const isOfAll = type === 'retract';
  const kinds = VISIT_KINDS.filter((kind) => isOfAll || type === KIND + kind);
  if (kinds.length > 0) for (const item of items) takeBack(profile, item, kinds, deployment);
  if (!isOfAll && type !== 'retract:dismiss') return;
  const wanted = new Set(items.map(({ itemId }) => itemId));
  profile.dismissed = profile.dismissed.filter(({ itemId }) => !wanted.has(itemId));
}

/**
 * Takes visits of these kinds out of the session, and leaves as taste of the item what the session's others
 * make: what was before it is not known by its kind, and goes as well. Categories lose as much as the item
 * did. Once more it changes nothing.
 */
function takeBack(
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
