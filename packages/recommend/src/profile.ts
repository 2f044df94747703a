import { type Affinity, addAffinity } from './affinity.ts';
import { type Basket, basketOf, othersIn } from './basket.ts';
import { type Pairs, pairsOfVisit } from './co-visitation.ts';
import type { Deployment } from './deployment.ts';
import { type Dismissal, dismissalsBy, withDismissals } from './dismissals.ts';
import { hash48 } from './hash.ts';
import type { ItemSignal } from './item-state.ts';
import { creditOf } from './position-bias.ts';
import { applyRetraction, isRetraction } from './retraction.ts';
import {
  isPageOfClick,
  KIND_WEIGHTS,
  SESSION_VISITS_MAX,
  startsSession,
  type Visit,
  type VisitKind,
} from './session.ts';

/**
 * Ids a profile remembers: twice the 64 events that one request may carry of a profile, and as many
 * order ids.
 */
export const RECENT_IDS_MAX = 256;
/** History sources a profile remembers; at the bound the one imported longest ago is forgotten. */
export const HISTORY_SOURCES_MAX = 16;
export const AFFINITY_ITEMS_MAX = 50;
export const AFFINITY_CATEGORIES_MAX = 20;
/** A profile idle for so long, in event time, starts anew. */
export const PROFILE_IDLE_MS = 180 * 86_400_000;

/** The state of one user or anonymous visitor. A function of its events in log order, nothing else. */
export interface Profile {
  /** Events that counted: duplicates do not. */
  events: number;
  firstAt: number;
  /** Highest event time. */
  lastAt: number;
  sessionId: string | null;
  /** The recent session, oldest first. */
  session: Visit[];
  readonly items: Affinity[];
  readonly categories: Affinity[];
  /** What the visitor does not want to be shown, by when that begins. */
  dismissed: readonly Dismissal[];
  /** 48-bit hashes of the last event and order ids, oldest first. */
  readonly recentIds: number[];
  /** Per imported source (48-bit hash of its name) the highest sequence that counted. */
  readonly history: { readonly source: number; through: number }[];
}

/** What a profile needs of an event; `@freshet/events`' BehaviourEvent is one. */
export interface ProfileEvent {
  readonly id: string;
  readonly type: string;
  readonly userId: string | null;
  readonly anonymousId: string | null;
  readonly sessionId: string | null;
  readonly itemId: string | null;
  readonly categories: readonly string[];
  readonly items: readonly { readonly itemId: string; readonly categories: readonly string[] }[];
  readonly orderId: string | null;
  readonly value: number | null;
  readonly at: number;
  readonly recommId: string | null;
  readonly position: number | null;
  readonly history: { readonly source: string; readonly sequence: number } | null;
}

/** A signal with the item it is about and the event it comes from. */
export interface EventSignal<Event> extends ItemSignal {
  readonly itemId: string;
  readonly event: Event;
}

export function emptyProfile(): Profile {
  return {
    events: 0,
    firstAt: 0,
    lastAt: 0,
    sessionId: null,
    session: [],
    items: [],
    categories: [],
    dismissed: [],
    recentIds: [],
    history: [],
  };
}

export function isExpired(profile: Pick<Profile, 'events' | 'lastAt'>, atMs: number): boolean {
  return profile.events > 0 && atMs - profile.lastAt > PROFILE_IDLE_MS;
}

/**
 * Folds one event into the profile, in place, and returns what it says about items, nothing for a
 * duplicate. Deterministic: event time only.
 */
export function applyEvent<Event extends ProfileEvent>(
  profile: Profile,
  event: Event,
  deployment: Deployment,
): EventSignal<Event>[] {
  if (isDuplicate(profile, event)) return [];
  profile.firstAt = profile.events === 0 ? event.at : Math.min(profile.firstAt, event.at);
  profile.lastAt = Math.max(profile.lastAt, event.at);
  profile.events++;
  if (!isVisitKind(event.type)) {
    if (event.type === 'dismiss') {
      const dismissals = dismissalsBy(event, touchedItems(event));
      profile.dismissed = withDismissals(profile.dismissed, dismissals);
    } else if (isRetraction(event.type)) {
      applyRetraction(profile, event.type, touchedItems(event), deployment);
    }
    return [];
  }
  if (startsSession(profile, event)) {
    profile.session = [];
    profile.sessionId = null;
  }
  profile.sessionId = event.sessionId ?? profile.sessionId;
  const signals: EventSignal<Event>[] = [];
  const items = touchedItems(event);
  const basket = event.type === 'purchase' ? basketOf(items) : null;
  for (const { itemId, categories } of items) {
    const visit = { itemId, at: event.at, kind: event.type };
    if (isPageOfClick(profile.session, visit)) {
      profile.session.at(-1)!.kind = event.type;
      continue;
    }
    addSignals(profile.session, visit, { event, basket }, signals);
    applyVisit(profile, visit, categories, deployment);
  }
  return signals;
}

function isVisitKind(type: string): type is VisitKind {
  return Object.hasOwn(KIND_WEIGHTS, type);
}

interface TouchedItem {
  readonly itemId: string;
  readonly categories: readonly string[];
}

/** An event's own item, then the lines of its order that are not that item. */
function touchedItems(event: ProfileEvent): readonly TouchedItem[] {
  const own = event.itemId === null ? [] : [{ itemId: event.itemId, categories: event.categories }];
  if (event.items.length === 0) return own;
  const seen = new Set([event.itemId]);
  return own.concat(
    event.items.filter(({ itemId }) => {
      const first = !seen.has(itemId);
      seen.add(itemId);
      return first;
    }),
  );
}

/** Folds one visit into the profile. */
function applyVisit(
  profile: Profile,
  visit: Visit,
  categories: readonly string[],
  deployment: Deployment,
): void {
  const { itemId, kind, at } = visit;
  const { session } = profile;
  const weight = KIND_WEIGHTS[kind];
  const halfLifeMs = deployment.affinityHalfLifeMs;
  addAffinity(profile.items, itemId, weight, at, { halfLifeMs, max: AFFINITY_ITEMS_MAX });
  for (const category of categories) {
    const max = AFFINITY_CATEGORIES_MAX;
    addAffinity(profile.categories, category, weight, at, { halfLifeMs, max });
  }
  session.push(visit);
  if (session.length > SESSION_VISITS_MAX) session.shift();
}

/**
 * A view or click is a visit and is paired with the items before it. Putting into the cart or buying
 * what the session has already seen says more about the item, but nothing new about its neighbours.
 * Where an answer led to a visit it counts by its position; who puts into the cart has looked twice.
 */
function addSignals<Event extends ProfileEvent>(
  session: readonly Visit[],
  { itemId, kind }: Visit,
  { event, basket }: { readonly event: Event; readonly basket: Basket | null },
  signals: EventSignal<Event>[],
): void {
  const visits = kind === 'view' || kind === 'click' ? 1 : 0;
  const visitor = visitorOf(event);
  const known = visits === 0 && session.some((earlier) => earlier.itemId === itemId);
  const { itemIds, distances } = known ? noPairs : pairsOfVisit(session, itemId);
  const neighbours = itemIds.map(hash48);
  const popularity = KIND_WEIGHTS[kind];
  const credit = visits > 0 && event.recommId !== null ? creditOf(event.position) : 1;
  signals.push({
    event,
    itemId,
    visitor,
    visits,
    popularity,
    credit,
    neighbours,
    distances,
    boughtWith: basket && othersIn(basket, itemId),
  });
  if (itemIds.length === 0) return;
  const itself = [hash48(itemId)];
  for (let i = 0; i < itemIds.length; i++) {
    signals.push({
      event,
      itemId: itemIds[i]!,
      visitor,
      visits: 0,
      popularity: 0,
      credit,
      neighbours: itself,
      distances: [distances[i]!],
      boughtWith: null,
    });
  }
}

/** Users and anonymous visitors share no ids. */
function visitorOf({ userId, anonymousId }: ProfileEvent): number {
  return hash48(userId === null ? `a/${anonymousId}` : `u/${userId}`);
}

const noPairs: Pairs = { itemIds: [], distances: [] };

/** Whether the event has counted before; remembers it if not. */
function isDuplicate(profile: Profile, event: ProfileEvent): boolean {
  return event.history === null
    ? isRecentId(profile, event)
    : isKnownHistory(profile, event.history.source, event.history.sequence);
}

/** An order counts once, whatever the id of the event that carries it. */
function isRecentId({ recentIds }: Profile, { id, type, orderId }: ProfileEvent): boolean {
  const hash = hash48(id);
  if (recentIds.includes(hash)) return true;
  if (type === 'purchase' && orderId !== null) {
    const order = hash48(`order/${orderId}`);
    if (recentIds.includes(order)) return true;
    recentIds.push(order);
  }
  recentIds.push(hash);
  if (recentIds.length > RECENT_IDS_MAX) recentIds.splice(0, recentIds.length - RECENT_IDS_MAX);
  return false;
}

/** History comes in the order of its sequence, so its highest one says all. */
function isKnownHistory({ history }: Profile, source: string, sequence: number): boolean {
  const hash = hash48(source);
  const known = history.find((entry) => entry.source === hash);
  if (known !== undefined) {
    if (sequence <= known.through) return true;
    known.through = sequence;
    return false;
  }
  history.push({ source: hash, through: sequence });
  if (history.length > HISTORY_SOURCES_MAX) history.shift();
  return false;
}
