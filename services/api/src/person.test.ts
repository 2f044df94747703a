import { type ProfileId, profileKey } from '@freshet/events';
import { nobody, PATH_MAX } from '@freshet/identity';
import { keptCodec } from '@freshet/store';
import { expect, it } from 'vitest';
import { personOf } from './person.ts';

const codec = keptCodec<string>({
  encode: (text) => Buffer.from(text),
  decode: (bytes) => Buffer.from(bytes).toString(),
});
const user = (userId: string) => ({ userId, anonymousId: null });

/** Users of whom each leads to the next; the last one has a state, unless it leads to one before. */
async function ask(names: readonly string[], leadsOn = true) {
  const reads: string[] = [];
  const read = async (id: ProfileId) => {
    reads.push(profileKey(id));
    const at = names.indexOf(id.userId!);
    const next = names[at + 1];
    if (next === undefined) return codec.encode({ ...nobody(), state: 'state' });
    return codec.encode({ ...nobody(), redirect: { userId: next, at: 1, id: 'e' } });
  };
  const person = await personOf({ site: 'shop', ...user(names[0]!) }, leadsOn, read);
  const state = person.state && Buffer.from(person.state).toString();
  return { ...person, state, reads: reads.length };
}

const chain = (ids: number) => Array.from({ length: ids }, (_, i) => `u${i}`);

it.for([0, 1, 3, PATH_MAX])('who is %i ids further is found, one read each', async (hops) => {
  const names = chain(hops + 1);
  expect(await ask(names)).toEqual({
    visitor: user(names.at(-1)!),
    formerIds: names.slice(0, -1).map(user),
    state: 'state',
    reads: hops + 1,
  });
});

it.for([
  ['behind more ids than anything passes through', chain(PATH_MAX + 2), true, PATH_MAX + 1],
  ['in a cycle', ['a', 'b', 'c', 'a'], true, 3],
  ['where it does not lead on', ['a', 'b'], false, 1],
] as const)('%s there is nobody', async ([, names, leadsOn, reads]) => {
  const nobodyThere = { visitor: user(names[0]), formerIds: [], state: undefined, reads };
  expect(await ask(names, leadsOn)).toEqual(nobodyThere);
});
