import { expect, it } from 'vitest';
import { judgeDisk } from './disk.ts';
import type { FolderFacts } from './folder.ts';

const MIB = 1024 * 1024;
const need = { setting: 'DATA_DIR', reserveBytes: 64 * MIB, wantedBytes: 1024 * MIB } as const;
const fit: FolderFacts = {
  path: '/srv/freshet',
  nearest: '/srv',
  isFolder: true,
  unwritable: undefined,
  freeBytes: 1024 * MIB,
};

it.for([
  ['room enough', {}, 'ok', /1024 MiB free/],
  ['little room', { freeBytes: 1024 * MIB - 1 }, 'warning', /1023 MiB free, less than 1024 MiB/],
  ['hardly any room', { freeBytes: 64 * MIB - 1 }, 'problem', /63 MiB free; below 64 MiB/],
  ['a file in its place', { isFolder: false }, 'problem', /\/srv is a file/],
  ['no rights', { unwritable: 'EACCES' }, 'problem', /cannot be written to \(\/srv: EACCES\)/],
] as const)('a folder with %s', ([, difference, verdict, says]) => {
  const judgement = judgeDisk({ ...fit, ...difference }, need);
  expect(judgement).toMatchObject({ verdict, says: expect.stringMatching(says) });
  expect(judgement.mend === undefined).toBe(verdict === 'ok');
});

it('tells a disk that is read only from rights that are missing', () => {
  expect(judgeDisk({ ...fit, unwritable: 'EROFS' }, need).mend).toContain(
    'Mount its disk writable',
  );
  expect(judgeDisk({ ...fit, unwritable: 'EACCES' }, need).mend).toContain('chown');
});
