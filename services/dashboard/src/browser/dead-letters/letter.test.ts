import { expect, it } from 'vitest';
import { everyOpenLetter, hexDump, selectionOf } from './letter.ts';

it('shows bytes by sixteen, and text where it is ASCII', () => {
  const dump = hexDump(btoa('<b>freshet</b> \u0000\u00ff!'));
  expect(dump.split('\n')).toEqual([
    '000000  3c 62 3e 66 72 65 73 68 65 74 3c 2f 62 3e 20 00  <b>freshet</b> .',
    `000010  ${'ff 21'.padEnd(47)}  .!`,
  ]);
});

it('changes all letters only where nothing is filtered by', () => {
  expect(selectionOf(everyOpenLetter)).toEqual({ all: true });
  expect(selectionOf({ ...everyOpenLetter, code: 'X' })).toEqual({ code: 'X' });
});
