import { expect, it } from 'vitest';
import { withoutCommonHost } from './page-names.ts';

it.for([
  [
    ['a.example/', 'a.example/tents', ''],
    ['/', '/tents', ''],
  ],
  [
    ['a.example/tents', 'b.example/tents'],
    ['a.example/tents', 'b.example/tents'],
  ],
  [[], []],
] as const)('%j is shown as %j', ([names, shown]) => {
  expect(names.map(withoutCommonHost(names))).toEqual(shown);
});
