import { parseProfileKey, type ProfileId, profileKey } from '@freshet/events';
import { PATH_MAX } from '@freshet/identity';
import { keptIn } from '@freshet/store';
import type { Visitor } from './query/visitor.ts';

/** Former ids that are told at most: each costs a read, and each may have 32 of its own. */
export const FORMER_IDS_MAX = 128;

/** Who a visitor is by now. */
export interface Person<State> {
  readonly visitor: Visitor;
  /** Ids that led here directly, those that were asked by first, then those that are remembered. */
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

/**
 * Those and all ids that led to them in turn, the nearest first: one round of reads for each step further
 * away. Who has become somebody else since is not followed further; at the bound the others are left out.
 */
export async function withEarlierIds(
  { visitor, formerIds }: Pick<Person<unknown>, 'visitor' | 'formerIds'>,
  site: string,
  read: (id: ProfileId) => Promise<Uint8Array | undefined>,
): Promise<readonly Visitor[]> {
  const known = new Set(formerIds.map((id) => profileKey({ site, ...id })));
  known.add(profileKey({ site, ...visitor }));
  const found = [...formerIds];
  let asked: readonly Visitor[] = formerIds;
  for (let steps = 1; asked.length > 0 && steps < PATH_MAX; steps++) {
    const values = await Promise.all(asked.map((id) => read({ site, ...id })));
    const further: Visitor[] = [];
    for (const key of values.flatMap((value) => earlierIn(value, known))) {
      if (known.has(key) || found.length + further.length >= FORMER_IDS_MAX) continue;
      known.add(key);
      further.push(visitorOf(key));
    }
    found.push(...further);
    asked = further;
  }
  return found;
}

/** Who became this id, if it is still one of these people. */
function earlierIn(value: Uint8Array | undefined, ours: ReadonlySet<string>): readonly string[] {
  const kept = value && keptIn(value);
  if (!kept?.redirect) return [];
  const { userId } = kept.redirect;
  const isOurs = [...ours].some((key) => parseProfileKey(key).userId === userId);
  return isOurs ? kept.links : [];
}

function person(key: string, former: readonly string[], state: Uint8Array | undefined) {
  return { visitor: visitorOf(key), formerIds: [...new Set(former)].map(visitorOf), state };
}

function visitorOf(key: string): Visitor {
  const { userId, anonymousId } = parseProfileKey(key);
  return { userId, anonymousId };
}
