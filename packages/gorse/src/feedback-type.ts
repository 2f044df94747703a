import { EVENT_TYPE_CHARACTERS_MAX, knownEventTypes } from '@freshet/events';

/** Events of this type are what a site tells of a user: kept with them, of no effect on lists. */
export const USER_TYPE = 'gorse_user';

const names = (text: string): readonly string[] => text.split(' ');
/** What each type of feedback is as an act here; sites of Gorse choose the names, and these are usual. */
const acts: Readonly<Record<string, readonly string[]>> = {
  view: names('view read visit open watch listen play detail browse page_view'),
  click: names(
    'click like star favorite favourite bookmark save wishlist upvote share follow subscribe comment fork download positive',
  ),
  cart: names('cart add_to_cart addtocart'),
  purchase: names('purchase buy order pay paid'),
  impression: names('impression exposure show'),
  dismiss: names('dismiss dislike downvote hide negative not_interested thumbs_down'),
};
const actOf: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(acts).flatMap(([act, called]) => called.map((name) => [name, [act]] as const)),
);
/** Feedback that says how much somebody likes an item, which they must have looked at. */
const ratings = new Set(['rating', 'rate', 'review']);
/** Types by which an item counts as visited. */
const visits = new Set(['view', 'click', 'cart', 'purchase']);

/** Types of the events that feedback of this type becomes: a rating also a view; a name that says nothing to us itself. */
export function eventTypes(feedbackType: string): readonly string[] {
  const usual = actOf.get(feedbackType);
  if (usual !== undefined) return usual;
  const plain = feedbackType.toLowerCase().replace(/[^a-z0-9_.:]+/g, '_');
  if (ratings.has(plain)) return ['rating', 'view'];
  const act = actOf.get(plain);
  if (act !== undefined) return act;
  const isTaken = knownEventTypes.has(plain) || plain === USER_TYPE;
  const type = /^[a-z]/.test(plain) && !isTaken ? plain : `gorse_${plain}`;
  return [type.slice(0, EVENT_TYPE_CHARACTERS_MAX)];
}

/**
 * Types of the events by which a user takes back feedback about an item: of one type, or of any with null. What
 * was written back has its item left out whatever its type is called.
 */
export function retractionTypes(feedbackType: string | null): readonly string[] {
  if (feedbackType === null) return ['retract'];
  const visit = eventTypes(feedbackType).find((type) => visits.has(type));
  return [...(visit === undefined ? [] : [`retract:${visit}`]), 'retract:dismiss'];
}

/** Whether whoever gave this feedback was with the item. */
export function isVisit(feedbackType: string): boolean {
  return eventTypes(feedbackType).some((type) => visits.has(type));
}
