import { expect, it } from 'vitest';
import { ERASED_MS, KEPT_MS, LINKS_MAX } from './kept.ts';
import { PATH_MAX } from './passing-on.ts';
import { People } from './people.fixture.ts';

/** `a` is `b` by now. */
type Said = readonly [previousId: string, userId: string];
const key = (userId: string) => `s/u/${userId}`;

function peopleAfter(said: readonly Said[]): People {
  const people = new People();
  for (const [previousId, userId] of said) people.tell({ type: 'alias', previousId, userId });
  return people;
}

/** Whose an event under this id is; it is one person's alone. */
function landing(people: People, userId: string): string[] {
  const id = people.tell({ userId });
  return [...people.kept].flatMap(([at, { state }]) => (state?.includes(id) ? [at] : []));
}

it.for<[what: string, said: readonly Said[], from: string, to: string]>([
  ['nobody else', [], 'a', 'a'],
  ['another', [['a', 'b']], 'a', 'b'],
  [
    'a chain',
    [
      ['a', 'b'],
      ['b', 'c'],
    ],
    'a',
    'c',
  ],
  [
    'a chain said backwards',
    [
      ['b', 'c'],
      ['a', 'b'],
    ],
    'a',
    'c',
  ],
  [
    'said twice',
    [
      ['a', 'b'],
      ['a', 'c'],
    ],
    'a',
    'c',
  ],
  ['itself', [['a', 'a']], 'a', 'a'],
  [
    'a cycle of two: whom the newest names',
    [
      ['a', 'b'],
      ['b', 'a'],
    ],
    'b',
    'a',
  ],
  [
    'a cycle of two, from its root',
    [
      ['a', 'b'],
      ['b', 'a'],
    ],
    'a',
    'a',
  ],
  [
    'a cycle of three',
    [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'a'],
    ],
    'b',
    'a',
  ],
  [
    'into a cycle',
    [
      ['x', 'b'],
      ['a', 'b'],
      ['b', 'a'],
    ],
    'x',
    'a',
  ],
  [
    'a cycle that a newer word opens',
    [
      ['a', 'b'],
      ['b', 'a'],
      ['a', 'z'],
    ],
    'b',
    'z',
  ],
] as const)('%s', ([, said, from, to]) => {
  expect(landing(peopleAfter(said), from)).toEqual([key(to)]);
});

it('what there was goes along, once', () => {
  const people = new People();
  const before = people.tell({ anonymousId: 'x' });
  const identified = people.tell({ type: 'identify', anonymousId: 'x', userId: 'ada' });
  people.tell({ type: 'identify', anonymousId: 'x', userId: 'ada', id: identified });
  expect(people.of('s/a/x')).toMatchObject({ state: undefined, redirect: { userId: 'ada' } });
  expect(people.of(key('ada')).state?.filter((id) => id === before)).toEqual([before]);
  expect(people.of(key('ada')).links).toEqual(['s/a/x']);
});

it('through as many ids as may be, and it stays behind them', () => {
  const chain = Array.from({ length: PATH_MAX + 2 }, (_, i): Said => [`u${i}`, `u${i + 1}`]);
  expect(landing(peopleAfter(chain.slice(0, PATH_MAX)), 'u0')).toEqual([key(`u${PATH_MAX}`)]);
  expect(landing(peopleAfter(chain), 'u0')).toEqual([key(`u${PATH_MAX}`)]);
});

it('as many former ids as may be are remembered, the newest', () => {
  const said = Array.from({ length: LINKS_MAX + 1 }, (_, i): Said => [`u${i}`, 'ada']);
  const { links } = peopleAfter([...said, ['u1', 'ada']]).of(key('ada'));
  expect([links.length, links[0], links.at(-1)]).toEqual([LINKS_MAX, key('u2'), key('u1')]);
});

it.for([
  [KEPT_MS, 'b'],
  [KEPT_MS + 1, 'a'],
] as const)('%i ms later it leads to %s', ([ms, to]) => {
  const people = peopleAfter([['a', 'b']]);
  const id = people.tell({ userId: 'a', at: 1 + ms });
  expect(people.of(key(to)).state).toContain(id);
});

it.for(['a', 'b', 'c'])(
  'an erasure of %s is one of all that are tied, and of nobody else',
  (erased) => {
    const people = peopleAfter([
      ['a', 'b'],
      ['b', 'c'],
    ]);
    for (const userId of ['a', 'b', 'c', 'other']) people.tell({ userId });
    const at = people.of(key('other')).state!.length + 100;
    people.tell({ type: 'erase', userId: erased, receivedAt: at, at });
    for (const userId of ['a', 'b', 'c']) {
      expect(people.of(key(userId)), userId).toMatchObject({
        state: undefined,
        redirect: null,
        erasedAt: at,
        links: [],
      });
    }
    expect(people.of(key('other'))).toMatchObject({ state: ['e6'], erasedAt: null });
  },
);

it.for([
  ['was received before', 99, 150, false],
  ['is received after', 100, 150, true],
  ['comes when the mark is gone', 99, 101 + ERASED_MS, true],
] as const)('behind an erasure, what %s', ([, receivedAt, at, counts]) => {
  const people = peopleAfter([['a', 'b']]);
  people.tell({ type: 'erase', userId: 'b', receivedAt: 100, at: 100 });
  const id = people.tell({ userId: 'b', receivedAt, at });
  expect(people.of(key('b')).state ?? []).toEqual(counts ? [id] : []);
});

it('who was never tied to another leaves nothing', () => {
  const people = new People();
  people.tell({ userId: 'a' });
  people.tell({ type: 'erase', userId: 'a' });
  expect(people.of(key('a'))).toMatchObject({ state: undefined, erasedAt: null });
});
