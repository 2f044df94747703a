/** What a visitor did with an item, as far as a session remembers it. */
export const VISIT_KINDS = ['view', 'click', 'cart', 'purchase'] as const;
export type VisitKind = (typeof VISIT_KINDS)[number];

/** How much an act says about taste and popularity. */
export const KIND_WEIGHTS: Record<VisitKind, number> = { view: 1, click: 1, cart: 3, purchase: 5 };

export interface Visit {
  readonly itemId: string;
  at: number;
  kind: VisitKind;
}

/** A session remembers this many visits; older ones are forgotten, oldest first. */
export const SESSION_VISITS_MAX = 20;
/** Without a session id, so long a silence ends a session. */
export const SESSION_GAP_MS = 30 * 60_000;
/** A view so soon after a click on the same item is that click's page, not a second visit. */
export const PAGE_OF_CLICK_MS = 10_000;

/** Whether an event belongs to another session than the one that `sessionId` and `visits` tell of. */
export function startsSession(
  current: { readonly sessionId: string | null; readonly session: readonly Visit[] },
  event: { readonly sessionId: string | null; readonly at: number },
): boolean {
  if (event.sessionId !== null) return event.sessionId !== current.sessionId;
  if (current.session.length === 0) return false;
  // The newest, not the last: a late event must not make the next one look like a new session.
  const newest = current.session.reduce((at, visit) => Math.max(at, visit.at), 0);
  return event.at - newest > SESSION_GAP_MS;
}

/** Whether this view only shows the page that the click before it opened. */
export function isPageOfClick(session: readonly Visit[], { itemId, kind, at }: Visit): boolean {
  const last = session.at(-1);
  return (
    kind === 'view' &&
    last !== undefined &&
    last.kind === 'click' &&
    last.itemId === itemId &&
    Math.abs(at - last.at) <= PAGE_OF_CLICK_MS
  );
}

/** The last `max` distinct items before the end of `session`, newest first, without `except`. */
export function lastDistinctItems(
  session: readonly Pick<Visit, 'itemId'>[],
  max: number,
  { except, end = session.length }: { except?: string; end?: number } = {},
): string[] {
  const items: string[] = [];
  for (let i = end - 1; i >= 0 && items.length < max; i--) {
    const { itemId } = session[i]!;
    if (itemId !== except && !items.includes(itemId)) items.push(itemId);
  }
  return items;
}
