import { createCodec } from '@freshet/events';
import { type Affinity, type Dismissal, type Profile, VISIT_KINDS } from '@freshet/recommend';
import { joinIds, packFloat64, splitIds, unpackFloat64 } from './columns.ts';
import { packHashes, unpackHashes } from './hashes.ts';
import { version } from './schema-version.ts';
import type { ValueCodec } from './value-codec.ts';

interface ProfileValue {
  events: number;
  firstAt: number;
  lastAt: number;
  sessionId: string | null;
  /** The affinity items in their order, then session items that are not among them. */
  ids: string;
  itemLevels: Buffer;
  /** uint8 each: place of the visit's item in `ids`, place of its kind in VISIT_KINDS. */
  sessionItems: Buffer;
  sessionKinds: Buffer;
  sessionTimes: Buffer;
  categories: string;
  categoryLevels: Buffer;
  /** Of earlier versions empty. */
  dismissed: string;
  /** float64, one for each of them. */
  dismissedFrom: Buffer;
  recentIds: Buffer;
  historySources: Buffer;
  historyThrough: number[];
}

const profileValues = createCodec<ProfileValue>('profile', [
  version(101, 'profile.1'),
  version(107, 'profile.2'),
]);

export const profileCodec: ValueCodec<Profile> = {
  encode(profile) {
    const ids = profile.items.map(({ id }) => id);
    const sessionItems = profile.session.map(({ itemId }) => placeIn(ids, itemId));
    return profileValues.encode({
      events: profile.events,
      firstAt: profile.firstAt,
      lastAt: profile.lastAt,
      sessionId: profile.sessionId,
      ids: joinIds(ids),
      itemLevels: packFloat64(profile.items.map(({ level }) => level)),
      sessionItems: Buffer.from(sessionItems),
      sessionKinds: Buffer.from(profile.session.map(({ kind }) => VISIT_KINDS.indexOf(kind))),
      sessionTimes: packFloat64(profile.session.map(({ at }) => at)),
      categories: joinIds(profile.categories.map(({ id }) => id)),
      categoryLevels: packFloat64(profile.categories.map(({ level }) => level)),
      dismissed: joinIds(profile.dismissed.map(({ itemId }) => itemId)),
      dismissedFrom: packFloat64(profile.dismissed.map(({ from }) => from)),
      recentIds: packHashes(profile.recentIds),
      historySources: packHashes(profile.history.map(({ source }) => source)),
      historyThrough: profile.history.map(({ through }) => through),
    });
  },
  decode(bytes) {
    const value = profileValues.decode(bytes);
    const ids = splitIds(value.ids);
    const times = unpackFloat64(value.sessionTimes);
    return {
      events: value.events,
      firstAt: value.firstAt,
      lastAt: value.lastAt,
      sessionId: value.sessionId,
      session: times.map((at, i) => ({
        itemId: ids[value.sessionItems[i]!]!,
        at,
        kind: VISIT_KINDS[value.sessionKinds[i]!]!,
      })),
      items: affinities(ids, value.itemLevels),
      categories: affinities(splitIds(value.categories), value.categoryLevels),
      dismissed: dismissals(value),
      recentIds: unpackHashes(value.recentIds),
      history: unpackHashes(value.historySources).map((source, i) => ({
        source,
        through: value.historyThrough[i]!,
      })),
    };
  },
};

/** What a recommendation needs of a profile: ids once each, and visits as places among them. */
export interface ProfileSession extends Pick<Profile, 'events' | 'lastAt' | 'dismissed'> {
  /** The items that the profile has an affinity to, then those that only the session has. */
  readonly itemIds: readonly string[];
  /** How many of them the profile has an affinity to. */
  readonly affine: number;
  /** Of each visit, oldest first: the place of its item in `itemIds`, of its kind in VISIT_KINDS. */
  readonly visits: Uint8Array;
  readonly kinds: Uint8Array;
}

/** The session in a profile's value, for readers that ask for little else: a third of the work. */
export function decodeSession(bytes: Uint8Array): ProfileSession {
  const value = profileValues.decode(bytes);
  return {
    events: value.events,
    lastAt: value.lastAt,
    itemIds: splitIds(value.ids),
    affine: value.itemLevels.length / Float64Array.BYTES_PER_ELEMENT,
    visits: value.sessionItems,
    kinds: value.sessionKinds,
    dismissed: dismissals(value),
  };
}

/** Where `id` stands in `ids`; appended if it is not there. */
function placeIn(ids: string[], id: string): number {
  const at = ids.indexOf(id);
  return at >= 0 ? at : ids.push(id) - 1;
}

function affinities(ids: readonly string[], levels: Buffer): Affinity[] {
  return unpackFloat64(levels).map((level, i) => ({ id: ids[i]!, level }));
}

function dismissals({ dismissed, dismissedFrom }: ProfileValue): readonly Dismissal[] {
  // Nearly nobody has any, and every answer asks.
  if (dismissed === '') return [];
  const froms = unpackFloat64(dismissedFrom);
  return splitIds(dismissed).map((itemId, i) => ({ itemId, from: froms[i]! }));
}
