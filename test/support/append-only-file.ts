import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The file that a Redis working in `dir` appends to, `appendonly.aof.<sequence>.incr.aof`: of several
 * only the newest may end anywhere.
 * @throws Error where there is none.
 */
export async function newestAppendOnlyFile(dir: string): Promise<string> {
  const folder = join(dir, 'appendonlydir');
  const sequence = (name: string) => Number(name.split('.').at(-3));
  const files = (await readdir(folder)).filter((name) => name.endsWith('.incr.aof'));
  const newest = files.toSorted((a, b) => sequence(a) - sequence(b)).at(-1);
  if (newest === undefined) throw new Error(`${folder} has no append-only file`);
  return join(folder, newest);
}
