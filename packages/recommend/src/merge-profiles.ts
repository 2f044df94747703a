import type { Affinity } from './affinity.ts';
import { addLevels } from './decay.ts';
import { withDismissals } from './dismissals.ts';
import { hash48 } from './hash.ts';
import {
  AFFINITY_CATEGORIES_MAX,
  AFFINITY_ITEMS_MAX,
  HISTORY_SOURCES_MAX,
  type Profile,
  RECENT_IDS_MAX,
} from './profile.ts';
import { SESSION_GAP_MS, SESSION_VISITS_MAX, type Visit } from './session.ts';

/**
 * Two profiles of one person as one, of which each event counted in one of them. Nothing is said of items:
 * what either did with them was said when it happened. Within the bounds of its lists the order makes no
 * difference, but to rounding.
 */
export function mergeProfiles(own: Profile, other: Profile): Profile {
  const [newer, older] = isNewer(own, other) ? [own, other] : [other, own];
  return {
    events: own.events + other.events,
    firstAt: Math.min(own.firstAt, other.firstAt),
    lastAt: Math.max(own.lastAt, other.lastAt),
    ...mergeSessions(newer, older),
    items: mergeAffinities(own.items, other.items, AFFINITY_ITEMS_MAX),
    categories: mergeAffinities(own.categories, other.categories, AFFINITY_CATEGORIES_MAX),
    dismissed: withDismissals(own.dismissed, other.dismissed),
    recentIds: mergeIds(own.recentIds, other.recentIds),
    history: mergeHistory(own.history, other.history),
  };
}

/**
 * The profile as it leaves `key` for another. Sequences of imported history rise within each profile only,
 * so from here on those of this one are a source by themselves.
 */
export function profileFrom(key: string, profile: Profile): Profile {
  const history = profile.history.map(({ source, through }) => {
    return { source: hash48(`${source}/${key}`), through };
  });
  return { ...profile, history };
}

/** The same whichever of the two is asked about first. */
function isNewer(a: Profile, b: Profile): boolean {
  const [aAt, bAt] = [newestIn(a), newestIn(b)];
  return aAt === bAt ? (a.sessionId ?? '') >= (b.sessionId ?? '') : aAt > bAt;
}

function newestIn({ session }: Profile): number {
  return session.reduce((at, visit) => Math.max(at, visit.at), Number.NEGATIVE_INFINITY);
}

/** One session by its id, or as far as no gap parts it; otherwise the newer one alone goes on. */
function mergeSessions(newer: Profile, older: Profile): Pick<Profile, 'session' | 'sessionId'> {
  const sessionId = newer.sessionId ?? older.sessionId;
  const isOne =
    newer.sessionId === null || older.sessionId === null || newer.sessionId === older.sessionId;
  if (!isOne) return { session: newer.session, sessionId };
  const visits = [...older.session, ...newer.session].toSorted(inOrder);
  const isGiven = newer.sessionId !== null && newer.sessionId === older.sessionId;
  const session = isGiven ? visits : sinceGap(visits);
  return { session: session.slice(-SESSION_VISITS_MAX), sessionId };
}

/** By time; of one moment in any order, but always the same. */
function inOrder(a: Visit, b: Visit): number {
  if (a.at !== b.at) return a.at - b.at;
  const [left, right] = [`${a.itemId}/${a.kind}`, `${b.itemId}/${b.kind}`];
  return left < right ? -1 : Number(left > right);
}

function sinceGap(visits: readonly Visit[]): Visit[] {
  const last = visits.findLastIndex(
    ({ at }, i) => i > 0 && at - visits[i - 1]!.at > SESSION_GAP_MS,
  );
  return visits.slice(Math.max(0, last));
}

/** At the bound the weakest go. */
function mergeAffinities(
  own: readonly Affinity[],
  other: readonly Affinity[],
  max: number,
): Affinity[] {
  const levels = new Map(own.map(({ id, level }) => [id, level]));
  for (const { id, level } of other) {
    const known = levels.get(id);
    levels.set(id, known === undefined ? level : addLevels(known, level));
  }
  const merged = [...levels].map(([id, level]) => ({ id, level }));
  if (merged.length <= max) return merged;
  return merged.toSorted((a, b) => b.level - a.level || (a.id < b.id ? -1 : 1)).slice(0, max);
}

/** At the bound both forget their oldest, so that the newest of each are known again. */
function mergeIds(own: readonly number[], other: readonly number[]): number[] {
  const share = RECENT_IDS_MAX / 2;
  const kept = Math.max(share, RECENT_IDS_MAX - other.length);
  const mine = own.slice(-kept);
  return [...other.slice(-(RECENT_IDS_MAX - mine.length)), ...mine];
}

function mergeHistory(own: Profile['history'], other: Profile['history']): Profile['history'] {
  const marks = new Map(other.map(({ source, through }) => [source, through]));
  for (const { source, through } of own) {
    const known = marks.get(source) ?? through;
    marks.delete(source);
    marks.set(source, Math.max(known, through));
  }
  return [...marks].map(([source, through]) => ({ source, through })).slice(-HISTORY_SOURCES_MAX);
}
