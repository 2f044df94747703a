import { UnknownSchema, Undecodable } from '@freshet/events';
import { FreshetError, type Histogram, type Logger } from '@freshet/runtime';
import type { NeighbourSlots, Profile } from '@freshet/recommend';
import {
  decodeSession,
  itemRef,
  profileCodec,
  profileRef,
  type ProfileSession,
  type StateRef,
  type StateSpace,
  type Store,
} from '@freshet/store';
import { joinReads } from './joint-reads.ts';
import type { NeighbourLists } from './neighbour-lists.ts';
import type { Visitor } from './query/recommendation-request.ts';

export interface StateReaderOptions {
  readonly store: Store;
  readonly space: StateSpace;
  readonly logger: Logger;
  /** Seconds, by what was read. */
  readonly duration: Histogram<'state'>;
}

/** State as the workers keep it. `undefined` in place of an answer: the store cannot give one now. */
export class StateReader {
  readonly #options: StateReaderOptions;
  readonly #get: Store['get'];
  #failing = false;

  constructor(options: StateReaderOptions) {
    this.#options = options;
    this.#get = joinReads(options.store);
  }

  /** The visitor's profile; null for one nobody knows. */
  profile(site: string, visitor: Visitor): Promise<Profile | null | undefined> {
    return this.#profile(site, visitor, profileCodec.decode);
  }

  /** What is needed of the visitor's profile to recommend; null for one nobody knows. */
  session(site: string, visitor: Visitor): Promise<ProfileSession | null | undefined> {
    return this.#profile(site, visitor, decodeSession);
  }

  /** The neighbours of each item, as fresh as NeighbourLists says; none for an item nobody has visited. */
  async lists(
    site: string,
    itemIds: readonly string[],
    neighbours: NeighbourLists,
  ): Promise<ReadonlyMap<string, NeighbourSlots | undefined> | undefined> {
    const lists = new Map(itemIds.map((itemId) => [itemId, neighbours.fresh(itemId)]));
    const missing = itemIds.filter((itemId) => lists.get(itemId) === undefined);
    if (missing.length === 0) return lists;
    const refs = missing.map((itemId) => itemRef(this.#options.space, site, itemId));
    const read = await this.#read('items', refs, (value, i) => {
      if (value !== undefined) lists.set(missing[i]!, neighbours.decode(missing[i]!, value));
    });
    return read && lists;
  }

  async #profile<T>(
    site: string,
    visitor: Visitor,
    decode: (value: Uint8Array) => T,
  ): Promise<T | null | undefined> {
    const ref = profileRef(this.#options.space, { site, ...visitor });
    const read = await this.#read('profile', [ref], (value) =>
      value === undefined ? null : decode(value),
    );
    return read?.[0];
  }

  async #read<T>(
    state: 'profile' | 'items',
    refs: readonly StateRef[],
    decode: (value: Uint8Array | undefined, at: number) => T,
  ): Promise<T[] | undefined> {
    const { logger, duration } = this.#options;
    const startedAt = performance.now();
    try {
      const values = await this.#get(refs);
      duration.observe({ state }, (performance.now() - startedAt) / 1000);
      const decoded = values.map(decode);
      if (this.#failing) logger.info({ state }, 'state can be read again');
      this.#failing = false;
      return decoded;
    } catch (err) {
      if (!isOutage(err)) throw err;
      // Once per outage: every request would say the same.
      if (!this.#failing) logger.warn({ err, state }, 'state cannot be read, answers are degraded');
      this.#failing = true;
      return undefined;
    }
  }
}

/** A store out of reach, or values of a newer writer or of none that we know. */
function isOutage(error: unknown): boolean {
  if (error instanceof FreshetError) return error.retriable;
  return error instanceof UnknownSchema || error instanceof Undecodable;
}
