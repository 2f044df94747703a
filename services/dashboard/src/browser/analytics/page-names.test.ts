import { expect, it } from 'vitest';
import { cutBeforeLast, shownNames } from './page-names.ts';

const shown = (names: readonly string[]) => {
  const of = shownNames(names);
  return names.map((name) => [of(name).path, of(name).host]);
};

it('leaves out the host that all have, and one of several comes behind its path', () => {
  expect(shown(['a.example/', 'a.example/tents', ''])).toEqual([
    ['/', null],
    ['/tents', null],
    ['', null],
  ]);
  expect(shown(['a.example/tents', 'b.example:8080/tents', 'Firefox'])).toEqual([
    ['/tents', 'a.example'],
    ['/tents', 'b.example:8080'],
    ['Firefox', null],
  ]);
  expect(shown([])).toEqual([]);
});

it.for([
  ['/items/two-ring-stove', '/items', '/two-ring-stove'],
  ['/de/tents/', '/de', '/tents/'],
  ['/tents', '', '/tents'],
  ['/', '', '/'],
  ['', '', ''],
] as const)('%s is cut before its end', ([path, head, tail]) => {
  expect(cutBeforeLast(path)).toEqual([head, tail]);
});
