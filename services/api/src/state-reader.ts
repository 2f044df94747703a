import { isUnreadable, type ProfileId } from '@freshet/events';
import { FreshetError, type Histogram, type Logger } from '@freshet/runtime';
import type { CoPurchases, Profile } from '@freshet/recommend';
import {
  decodeCoPurchases,
  decodeAssignments,
  decodeSession,
  itemRef,
  keptIn,
  profileCodec,
  profileRef,
  type ProfileSession,
  type StateRef,
  type StateSpace,
  type Store,
  type VisitorAssignments,
  visitorCodec,
  visitorRef,
} from '@freshet/store';
import { joinReads, type ListReads, type Lists, readLists } from '@freshet/tables';
import type { Asked } from './experiments/assigner.ts';
import { type Person, personOf, withEarlierIds } from './person.ts';
import type { Visitor } from './query/visitor.ts';

type Attribution = ReturnType<typeof visitorCodec.decode>;
type State = 'profile' | 'items' | 'assignments';

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

  /** Who the visitor is by now, with their profile, null for one nobody knows, and all ids they had. */
  async profile(site: string, visitor: Visitor): Promise<Person<Profile | null> | undefined> {
    const options = { leadsOn: true, decode: profileCodec.decode };
    const person = await this.#person(site, visitor, options);
    if (person === undefined || person.formerIds.length === 0) return person;
    const formerIds = await this.#unlessAway('profile', (get) => {
      return withEarlierIds(person, site, this.#profileBy(get));
    });
    return formerIds && { ...person, formerIds };
  }

  /**
   * What is needed of the visitor's profile to recommend; null for one nobody knows, and unless `leadsOn`
   * for one who became another.
   */
  async session(
    site: string,
    visitor: Visitor,
    leadsOn: boolean,
  ): Promise<ProfileSession | null | undefined> {
    return (await this.#person(site, visitor, { leadsOn, decode: decodeSession }))?.state;
  }

  /** What is kept of each of these visitors for experiments, null: nothing. */
  kept(
    site: string,
    visitors: readonly Asked[],
  ): Promise<readonly (VisitorAssignments | null)[] | undefined> {
    const { space } = this.#options;
    return this.#unlessAway('assignments', (get) => {
      const read = async (id: ProfileId) => (await get([visitorRef(space, id)]))[0];
      return Promise.all(
        visitors.map(async ({ leadsOn = false, ...visitor }) => {
          const { state } = await personOf({ site, ...visitor }, leadsOn, read);
          return state === undefined ? null : decodeAssignments(state);
        }),
      );
    });
  }

  /** All that is kept of each of these visitors to attribute what they do; null: nothing. */
  attributions(
    site: string,
    visitors: readonly Visitor[],
  ): Promise<readonly (Attribution | null)[] | undefined> {
    const refs = visitors.map((visitor) => visitorRef(this.#options.space, { site, ...visitor }));
    return this.#unlessAway('assignments', async (get) => {
      const values = await get(refs);
      return values.map((value) => {
        const state = value && keptIn(value).state;
        return state === undefined ? null : visitorCodec.decode(state);
      });
    });
  }

  /** The neighbours of the item in each slot, as `readLists` has them. */
  lists(
    site: string,
    slots: readonly number[],
    { items, neighbours }: Pick<ListReads, 'items' | 'neighbours'>,
    isExact: boolean,
  ): Promise<Lists | undefined> {
    const { space } = this.#options;
    return this.#unlessAway('items', (get) => {
      return readLists(slots, { get, space, site, items, neighbours, isExact });
    });
  }

  /** What the item was bought with; null before its first order. */
  coPurchases(site: string, itemId: string): Promise<CoPurchases | null | undefined> {
    return this.#unlessAway('items', async (get) => {
      const [value] = await get([itemRef(this.#options.space, site, itemId)]);
      return value === undefined ? null : decodeCoPurchases(value);
    });
  }

  #person<T>(
    site: string,
    visitor: Visitor,
    { leadsOn, decode }: { leadsOn: boolean; decode: (value: Uint8Array) => T },
  ): Promise<Person<T | null> | undefined> {
    return this.#unlessAway('profile', async (get) => {
      const read = this.#profileBy(get);
      const { state, ...person } = await personOf({ site, ...visitor }, leadsOn, read);
      return { ...person, state: state === undefined ? null : decode(state) };
    });
  }

  #profileBy(get: Store['get']) {
    const { space } = this.#options;
    return async (id: ProfileId) => (await get([profileRef(space, id)]))[0];
  }

  async #unlessAway<T>(
    state: State,
    read: (get: Store['get']) => Promise<T>,
  ): Promise<T | undefined> {
    const { logger } = this.#options;
    let asked = false;
    try {
      const answer = await read((refs) => {
        asked = true;
        return this.#timed(state, refs);
      });
      if (asked && this.#failing) {
        logger.info({ state }, 'state can be read again');
        this.#failing = false;
      }
      return answer;
    } catch (err) {
      if (!isOutage(err)) throw err;
      // Once per outage: every request would say the same.
      if (!this.#failing) logger.warn({ err, state }, 'state cannot be read, answers are degraded');
      this.#failing = true;
      return undefined;
    }
  }

  async #timed(state: State, refs: readonly StateRef[]): ReturnType<Store['get']> {
    const startedAt = performance.now();
    const values = await this.#get(refs);
    this.#options.duration.observe({ state }, (performance.now() - startedAt) / 1000);
    return values;
  }
}

/** A store out of reach, or values that cannot be read. */
function isOutage(error: unknown): boolean {
  if (error instanceof FreshetError) return error.retriable;
  return isUnreadable(error);
}
