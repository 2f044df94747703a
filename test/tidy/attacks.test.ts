import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { repository, textOf } from '../support/repository.ts';

const PAGE = 'docs/security.md';
const folders = ['test/integration/attacks', 'test/browser/attacks'];
/** Rows of the table: what is tried, how often, what comes of it. */
const rowPattern = /^\| ([^|]+?) \| (\d+) \| /gm;

/** How many tests there are of each class: `class: case`, or cases in a suite that is named after it. */
async function attacks(): Promise<Readonly<Record<string, number>>> {
  // Without isolation and in one thread: tests are collected, none is run.
  const flags = ['--config', 'test/support/attacks.config.ts', '--json'];
  // Files make folders for their tests as they are read, and remove them after tests that do not run here.
  const TMPDIR = mkdtempSync(join(tmpdir(), 'freshet-collected-'));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'list', ...folders, ...flags],
    { cwd: repository, maxBuffer: 16 * 1024 * 1024, env: { ...process.env, TMPDIR } },
  ).finally(() => rmSync(TMPDIR, { recursive: true, force: true }));
  const counts: Record<string, number> = {};
  for (const { name } of JSON.parse(stdout) as { name: string }[]) {
    // Vitest puts what it fills in by name into quotes.
    const [kind = ''] = name.replaceAll("'", '').split(/: | > | \(Chromium/);
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

const tried = await attacks();

it('every attack that is tried has a class of the table', () => {
  const named = [...textOf(PAGE).matchAll(rowPattern)].map(([, kind]) => kind!);
  const kinds = Object.keys(tried).filter((kind) => kind !== 'controls');
  expect(kinds.toSorted(), `name a test \`class: case\`, and the class in ${PAGE}`).toEqual(
    named.toSorted(),
  );
});

/** After a change of attacks: npx vitest run --project unit test/tidy/attacks.test.ts -u */
it('and the table says how often each is', async () => {
  const counted = textOf(PAGE).replace(
    rowPattern,
    (_row, kind: string) => `| ${kind} | ${tried[kind] ?? 0} | `,
  );
  await expect(counted).toMatchFileSnapshot(`../../${PAGE}`);
});
