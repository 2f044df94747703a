import { type ProfileId, profileKey } from '@freshet/events';
import { nobody, PATH_MAX } from '@freshet/identity';
import { keptCodec } from '@freshet/store';
import { expect, it } from 'vitest';
import { FORMER_IDS_MAX, personOf, withEarlierIds } from './person.ts';

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

/** Ids with those that became them, and whom they lead to. */
async function former(ids: Readonly<Record<string, readonly [string, ...string[]]>>) {
  const read = async ({ userId }: ProfileId) => {
    const [leadsTo, ...links] = ids[userId!] ?? [''];
    const redirect = { userId: leadsTo, at: 1, id: 'e' };
    const keys = links.map((link) => profileKey({ site: 'shop', ...user(link) }));
    return codec.encode({ ...nobody<string>(), redirect, links: keys });
  };
  const person = { visitor: user('root'), formerIds: [user('a')] };
  return (await withEarlierIds(person, 'shop', read)).map(({ userId }) => userId);
}

it('all ids that became somebody are found, the nearest first, also in a cycle', async () => {
  const ids = { a: ['root', 'b', 'c'], b: ['a', 'd'], c: ['a', 'root', 'b'], d: ['b'] } as const;
  expect(await former(ids)).toEqual(['a', 'b', 'c', 'd']);
});

it('who has become somebody else since is not followed', async () => {
  expect(await former({ a: ['root', 'b'], b: ['elsewhere', 'theirs'] })).toEqual(['a', 'b']);
});

it('there are bounds to how many, and to how far away', async () => {
  const many = Array.from({ length: 500 }, (_, i) => `m${i}`);
  expect(await former({ a: ['root', ...many] })).toHaveLength(FORMER_IDS_MAX);
  const line = Array.from({ length: 40 }, (_, i) => [
    `l${i}`,
    [i ? `l${i - 1}` : 'a', `l${i + 1}`],
  ]);
  const ids = Object.fromEntries(line) as Record<string, [string, string]>;
  expect(await former({ a: ['root', 'l0'], ...ids })).toHaveLength(PATH_MAX);
});
