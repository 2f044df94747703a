import type { Click } from '../../click.ts';
import { QueryScores } from '../../query-scores.ts';
import type { Model, Query } from '../../model.ts';
import { SessionIndex } from './session-index.ts';

export interface VmisKnnOptions {
  /** Of the sessions that share an item with the asked one, so many of the newest are compared … */
  readonly m: number;
  /** … and so many of the most similar vote. */
  readonly k: number;
  /** How many of the session's last clicks count. */
  readonly lastItems: number;
  /** What an item's inverse frequency is multiplied with; 0: all items weigh the same. */
  readonly idfWeight: number;
}

/** A neighbour whose newest shared item lies one click further back weighs so much less. */
const WEIGHT_PER_STEP = 0.1;

interface Neighbour {
  readonly session: number;
  /** Whole number: Σ over shared items of (clicks looked at − clicks back). */
  readonly similarity: number;
  /** How many clicks back the newest shared item is, from 0. */
  readonly newestShared: number;
}

/**
 * VMIS-kNN, the algorithm of Serenade (Kersbergen, Sprangers, Schelter: "Serenade: Low-Latency
 * Session-Based Recommendation in e-Commerce at Scale", SIGMOD 2022), after its implementation in Rust
 * (github.com/bolcom/serenade), with an index that follows the clicks. The asked session is never its
 * own neighbour.
 */
export class VmisKnn implements Model {
  readonly #index: SessionIndex;
  readonly #options: VmisKnnOptions;
  readonly #scores = new QueryScores();

  constructor(options: VmisKnnOptions) {
    this.#options = options;
    this.#index = new SessionIndex(options.m);
  }

  learn(click: Click): void {
    this.#index.add(click);
  }

  rank({ session }: Query, n: number): readonly string[] {
    const index = this.#index;
    const scores = this.#scores;
    scores.clear();
    for (const neighbour of this.#neighbours(session)) {
      const weight = 1 - WEIGHT_PER_STEP * (neighbour.newestShared + 1);
      for (const item of index.itemsOf(neighbour.session)) {
        const idf = this.#options.idfWeight * index.inverseFrequency(item);
        scores.add(item, weight * neighbour.similarity * (idf > 0 ? idf : 1));
      }
    }
    return scores.best(n).map((item) => index.items.id(item));
  }

  #neighbours(session: readonly Click[]): Neighbour[] {
    const newest = this.#newestSharing(session);
    if (newest.length <= this.#options.k) return newest;
    // Of equally similar ones the newest, which come first: the sort is stable.
    return newest.toSorted((a, b) => b.similarity - a.similarity).slice(0, this.#options.k);
  }

  /** The `m` newest sessions that share an item, newest first. */
  #newestSharing(session: readonly Click[]): Neighbour[] {
    const index = this.#index;
    const { m } = this.#options;
    const own = index.find(session[0]!.sessionId);
    const cursors = this.#cursors(session);
    const clicks = Math.min(session.length, this.#options.lastItems);
    const found: Neighbour[] = [];
    while (found.length < m) {
      const next = newestAt(cursors, index);
      if (next < 0) break;
      let similarity = 0;
      let newestShared = -1;
      for (const cursor of cursors) {
        if (cursor.sessions[cursor.at] !== next) continue;
        cursor.at--;
        similarity += clicks - cursor.back;
        if (newestShared < 0) newestShared = cursor.back;
      }
      if (next !== own) found.push({ session: next, similarity, newestShared });
    }
    return found;
  }

  /** One for each distinct item of the last clicks, the newest first. */
  #cursors(session: readonly Click[]): Cursor[] {
    const { lastItems } = this.#options;
    const seen = new Set<string>();
    const cursors: Cursor[] = [];
    for (let back = 0; back < Math.min(session.length, lastItems); back++) {
      const { itemId } = session[session.length - 1 - back]!;
      if (seen.has(itemId)) continue;
      seen.add(itemId);
      const sessions = this.#index.sessionsWith(this.#index.items.find(itemId));
      cursors.push({ sessions, back, at: sessions.length - 1 });
    }
    return cursors;
  }
}

/** A place in an item's sessions; goes from the newest, the last one, to older ones. */
interface Cursor {
  readonly sessions: readonly number[];
  /** How many clicks back the item is. */
  readonly back: number;
  at: number;
}

/** The newest session that a cursor is at; −1 when all are through. Lists agree on their order. */
function newestAt(cursors: readonly Cursor[], index: SessionIndex): number {
  let newest = -1;
  let newness = -1;
  for (const { sessions, at } of cursors) {
    if (at < 0) continue;
    const session = sessions[at]!;
    if (index.newness(session) <= newness) continue;
    newest = session;
    newness = index.newness(session);
  }
  return newest;
}
