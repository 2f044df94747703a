import {
  mkdtempSync,
  openSync,
  closeSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openEnvironment } from './environment.ts';

/** Where LMDB's two meta pages hold the version of the format. */
const VERSIONS_AT = [28, 4096 + 28];

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'freshet-format-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

it('refuses what another version of LMDB has written, and says what to do', async () => {
  const dir = folder();
  await openEnvironment(dir).close();
  const file = openSync(join(dir, 'data.mdb'), 'r+');
  for (const at of VERSIONS_AT) writeSync(file, Buffer.of(7, 0, 0, 0), 0, 4, at);
  closeSync(file);
  expect(() => openEnvironment(dir)).toThrow(
    expect.objectContaining({
      code: 'DATA_DIR_UNREADABLE',
      message: expect.stringMatching(/format 7; this one reads 2.*DATA_DIR/),
    }),
  );
});

it.for([
  ['something else', Buffer.alloc(8192, 'x')],
  ['no more than its first bytes', Buffer.alloc(16)],
] as const)('refuses a file that holds %s', ([, content]) => {
  const dir = folder();
  writeFileSync(join(dir, 'data.mdb'), content);
  expect(() => openEnvironment(dir)).toThrow(
    expect.objectContaining({ code: 'DATA_DIR_UNREADABLE' }),
  );
});

it('begins anew where a file is empty, as a start that was cut short leaves it', async () => {
  const dir = folder();
  writeFileSync(join(dir, 'data.mdb'), '');
  const environment = openEnvironment(dir);
  expect(statSync(join(dir, 'data.mdb')).size).toBeGreaterThan(0);
  await environment.close();
});
