import type { BehaviourEvent, DashboardAct } from '@freshet/events';
import { hash48 } from '@freshet/recommend';
import { actOf, type Judged } from '../acts/act.ts';

/** A visit ends after so long without an event. */
export const SESSION_GAP_MS = 1_800_000;
/** Ids that are remembered: twice what a request may carry of one visitor, as deduplication has it. */
const IDS_MAX = 128;

/** What is remembered of a visitor to tell what their next event means. */
export interface Visit {
  /** Hashes of the newest ids of events and orders, oldest first. */
  ids: number[];
  /** Of the session the client named; 0: it named none. */
  session: number;
  /** Effective time of its newest event. */
  lastAt: number;
  /** Page views in it. */
  pages: number;
  /** Its newest page view; '' and 0 before the first. */
  page: string;
  pageAt: number;
}

export const newVisit = (): Visit => {
  return { ids: [], session: 0, lastAt: -Infinity, pages: 0, page: '', pageAt: 0 };
};

type Followed = Omit<DashboardAct, Judged>;

/** What the event adds to what is counted; changes the visit in place. */
export function follow(visit: Visit, event: BehaviourEvent): Followed {
  const act = actOf(event);
  if (!isNew(visit, event)) return { ...act, isDuplicate: true, startsSession: false, left: null };
  const startsSession = isNextSession(visit, event);
  if (startsSession) {
    Object.assign(visit, { pages: 0, page: '', pageAt: 0, session: sessionOf(event) });
  }
  visit.lastAt = startsSession ? event.at : Math.max(visit.lastAt, event.at);
  const left = act.page === null ? null : turnPage(visit, act.page.path, event.at);
  return { ...act, isDuplicate: false, startsSession, left };
}

/** Of an order sent twice under two ids, the second is not new. */
function isNew({ ids }: Visit, { id, type, orderId }: BehaviourEvent): boolean {
  const hashes = [hash48(id)];
  if (type === 'purchase' && orderId !== null) hashes.push(hash48(`order/${orderId}`));
  if (hashes.some((hash) => ids.includes(hash))) return false;
  ids.push(...hashes);
  if (ids.length > IDS_MAX) ids.splice(0, ids.length - IDS_MAX);
  return true;
}

function isNextSession({ lastAt, session }: Visit, event: BehaviourEvent): boolean {
  if (event.at - lastAt > SESSION_GAP_MS) return true;
  const named = sessionOf(event);
  return named !== 0 && session !== 0 && named !== session;
}

function sessionOf({ sessionId }: BehaviourEvent): number {
  return sessionId === null ? 0 : hash48(sessionId);
}

/** The page that was the last one until now. */
function turnPage(visit: Visit, path: string, at: number): DashboardAct['left'] {
  const { pages, page, pageAt } = visit;
  visit.pages++;
  visit.page = path;
  visit.pageAt = at;
  return pages === 0 ? null : { path: page, at: pageAt, wasOnly: pages === 1 };
}
