import { parseProfileKey, type ProfileId, profileKey } from '@freshet/events';
import { PATH_MAX } from '@freshet/identity';
import { keptIn } from '@freshet/store';
import type { Visitor } from './query/visitor.ts';

/** Who a visitor is by now. */
export interface Person<State> {
  readonly visitor: Visitor;
  /** Ids that led here, those that were asked by first, then those that are remembered. */
  readonly formerIds: readonly Visitor[];
  readonly state: State;
}

/**
 * Reads the profile, and where `leadsOn` that of whom its id leads to, one read each. Behind as many ids as
 * anything passes through, and in a cycle that is not resolved yet, there is nobody.
 */
export async function personOf(
  id: ProfileId,
  leadsOn: boolean,
  read: (id: ProfileId) => Promise<Uint8Array | undefined>,
): Promise<Person<Uint8Array | undefined>> {
  const passed: string[] = [];
  let key = profileKey(id);
  for (;;) {
    const value = await read(parseProfileKey(key));
    const kept = value && keptIn(value);
    if (!kept?.redirect) return person(key, [...passed, ...(kept?.links ?? [])], kept?.state);
    passed.push(key);
    const { userId } = kept.redirect;
    key = profileKey({ site: id.site, userId, anonymousId: null });
    if (!leadsOn || passed.length > PATH_MAX || passed.includes(key)) {
      return person(passed[0]!, [], undefined);
    }
  }
}

function person(key: string, former: readonly string[], state: Uint8Array | undefined) {
  return { visitor: visitorOf(key), formerIds: [...new Set(former)].map(visitorOf), state };
}

function visitorOf(key: string): Visitor {
  const { userId, anonymousId } = parseProfileKey(key);
  return { userId, anonymousId };
}
