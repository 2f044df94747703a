import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../..', import.meta.url));

export interface SourceFile {
  /** From the repository's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** A test or its fixture, beside the source or anywhere under `test/`. */
  readonly isTest: boolean;
}

/** Every TypeScript file that somebody wrote. */
export function sourceFiles(): SourceFile[] {
  return ['packages', 'services', 'test']
    .flatMap(filesUnder)
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('/generated/'))
    .map((path) => ({
      path,
      text: textOf(path),
      isTest: path.startsWith('test/') || /\.(test|fixture)\.tsx?$/.test(path),
    }));
}

/** Files under a folder of the repository, what npm installed left out. */
export function filesUnder(folder: string): string[] {
  return readdirSync(join(repository, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return entry.name === 'node_modules' ? [] : filesUnder(path);
  });
}

/** The text of a file of the repository; empty when it is not there. */
export function textOf(path: string): string {
  const file = join(repository, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
