import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const VERSION = '4.3.0';
const pom = new URL('pom.xml', import.meta.url).pathname;

/** A repository may refuse one of many files for a moment; what has come is not fetched again. */
const FETCHES_MAX = 3;

/** The folder with the broker's jars; fetched by Maven (44 MB) the first time on a machine. */
export async function kafkaJars(): Promise<string> {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'freshet');
  const jars = join(cache, `kafka-${VERSION}`);
  if (existsSync(jars)) return jars;
  await mkdir(cache, { recursive: true });
  // Into a folder of our own, then renamed: two processes that fetch at once do not meet.
  const fresh = await mkdtemp(`${jars}.`);
  try {
    await fetchInto(fresh);
    await rename(fresh, jars);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    if (!existsSync(jars)) throw error;
  }
  return jars;
}

async function fetchInto(folder: string): Promise<void> {
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime'];
  for (let fetches = 1; ; fetches++) {
    try {
      await run('mvn', ['-B', '-q', '-U', '-f', pom, ...goal, `-DoutputDirectory=${folder}`]);
      return;
    } catch (error) {
      if (fetches === FETCHES_MAX) throw error;
    }
  }
}
