import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MinifyOptions } from 'terser';

/** Smaller by a twentieth than esbuild makes them, in ten times its time. */
const THOROUGH: MinifyOptions = {
  ecma: 2020,
  toplevel: true,
  compress: { passes: 3, unsafe: true, unsafe_arrows: true, hoist_funs: true, pure_getters: true },
};

const { version } = createRequire(import.meta.url)('terser/package.json') as { version: string };
/** Said before terser writes its defaults into the options. */
const MADE_BY = JSON.stringify([version, THOROUGH]);

/** Where tools keep what they can make again; an installation empties it. */
const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/freshet/', import.meta.url));

interface Kept {
  /** SHA-256 of all that the code was made from and by. */
  readonly from: string;
  readonly code: string;
}

/**
 * A script as small as terser makes it. That is kept, one file for each name, since it is more than half a
 * second of a start; where it cannot be written, as in a container, each start makes it anew.
 */
export async function minifyThoroughly(
  name: string,
  script: string,
  cache: string = CACHE,
): Promise<string> {
  const path = join(cache, `${name}.json`);
  const from = createHash('sha256').update(MADE_BY).update(script).digest('hex');
  const kept = await readKept(path);
  if (kept?.from === from) return kept.code;
  // Takes 4 MB of memory, which services without such scripts do not have to spend.
  const { minify } = await import('terser');
  const code = (await minify(script, THOROUGH)).code!;
  await keep(path, { from, code }).catch(() => {});
  return code;
}

/** undefined where there is none, and where it cannot be read. */
async function readKept(path: string): Promise<Kept | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Kept;
  } catch {
    return undefined;
  }
}

/** Whole or not at all: several processes may start at once. */
async function keep(path: string, kept: Kept): Promise<void> {
  const beside = `${path}.${randomUUID()}`;
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(beside, JSON.stringify(kept));
  await rename(beside, path);
}
