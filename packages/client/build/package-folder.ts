import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const source = fileURLToPath(new URL('..', import.meta.url));
const guide = join(source, '../../docs/client.md');

/**
 * Makes of the package one that others can install, to be published from `folder`: JavaScript and types,
 * which the workspace does without, a manifest that leads there, and its page of the guide.
 */
export async function makePackage(folder: string): Promise<void> {
  const compile = [
    'tsc',
    '-p',
    join(source, 'tsconfig.build.json'),
    '--outDir',
    join(folder, 'dist'),
  ];
  await promisify(execFile)('npx', compile, { cwd: join(source, '../..') });
  const text = await readFile(join(source, 'package.json'), 'utf8');
  const {
    private: _,
    scripts: __,
    devDependencies: ___,
    ...manifest
  } = JSON.parse(text) as object & Record<'private' | 'scripts' | 'devDependencies', unknown>;
  const exports = { '.': { types: './dist/index.d.ts', default: './dist/index.js' } };
  const published = { ...manifest, exports, files: ['dist'] };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
  await writeFile(join(folder, 'README.md'), withoutOtherPages(await readFile(guide, 'utf8')));
}

/** Other pages of the guide are not in the package. */
const withoutOtherPages = (page: string): string =>
  page.replaceAll(/\[([^\]]+)\]\((?!https?:)[^)]+\)/g, '$1');
