import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

test('the shell of npm start makes way for the program, or signals to npm would not reach it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'freshet-start-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const stand = join(folder, 'node');
  writeFileSync(stand, '#!/bin/sh\necho $$ $*; exit 3\n');
  chmodSync(stand, 0o755);
  const { pid, status, stdout } = spawnSync('/bin/sh', ['-c', manifest.scripts.start], {
    env: { PATH: folder },
    encoding: 'utf8',
  });
  expect(stdout).toMatch(new RegExp(`^${pid} .*services/freshet/src/main\\.ts start\n$`));
  expect(status).toBe(3);
});
