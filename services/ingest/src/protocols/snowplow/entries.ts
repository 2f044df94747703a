import { isObject } from '@freshet/runtime';
import { isFault } from '../../rejection.ts';
import type { EntryReader } from '../entry-reader.ts';
import { consentIn } from './consent.ts';
import { snowplowPointer } from './pointer.ts';
import { entitiesIn } from './self-describing.ts';
import { type Circumstances, translateRow } from './translate.ts';
import { visitorIn } from './visitor.ts';

/** How the rows of a request are read. */
export function snowplowEntries(circumstances: Circumstances): EntryReader {
  const { isAnonymous } = circumstances;
  return {
    protocol: 'snowplow',
    // Each row says by how much its clock is to be corrected.
    sentAt: null,
    user: circumstances.user,
    get beside() {
      const { isNews: _, ...beside } = circumstances;
      return beside;
    },
    profileOf: (row) => (isObject(row) ? visitorIn(row, isAnonymous) : {}),
    everybodyIn(row) {
      if (!isObject(row)) return [];
      const { uid, duid, nuid, sid } = row;
      if (isAnonymous) return [{ anonymousId: sid }];
      return [{ userId: uid }, ...[duid, nuid, sid].map((anonymousId) => ({ anonymousId }))];
    },
    consentOf(row) {
      const entities = isObject(row) ? entitiesIn(row) : [];
      return isFault(entities) ? undefined : consentIn(entities);
    },
    translate: (row) => translateRow(row, circumstances),
    pointerIn: snowplowPointer,
    toKeep: (row) => kept(row, isAnonymous),
  };
}

/** An IP address is nowhere kept, and no id of who wants to stay unknown. */
function kept(row: unknown, isAnonymous: boolean): unknown {
  if (!isObject(row)) return row;
  const { ip: _, ...rest } = row;
  if (!isAnonymous) return rest;
  const { uid: _1, duid: _2, nuid: _3, ...nameless } = rest;
  return nameless;
}
