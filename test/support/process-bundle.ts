import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { bundledEntry, processEntries } from './process-entries.ts';
import { repository } from './repository.ts';

/**
 * The sources behind all entries as JavaScript, of which a process reads a few large files and not
 * hundreds of small ones through a loader: a start takes half the CPU. Packages stay as they are.
 */
export async function bundleProcesses(folder: string): Promise<void> {
  await build({
    absWorkingDir: repository,
    entryPoints: processEntries,
    outdir: folder,
    outbase: repository,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // Functions that had to be renamed, since another file has one so called, still say their name.
    keepNames: true,
    logLevel: 'error',
    plugins: [sourcesAlone, asIfInPlace(folder)],
  });
}

const sourcesAlone: Plugin = {
  name: 'sources alone',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      const isOwn = kind === 'entry-point' || path.startsWith('@freshet/');
      return isOwn ? undefined : { path, external: true };
    });
  },
};

/** A module finds what lies beside its source, but an entry in the bundle. */
const asIfInPlace = (folder: string): Plugin => ({
  name: 'as if in place',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const from = pathToFileURL(path).href;
      const contents = text
        .replaceAll(/new URL\('([^']+)', import\.meta\.url\)/g, (found, to: string) => {
          const file = new URL(to, from).href.slice(pathToFileURL(repository).href.length);
          const entry = bundledEntry(folder, file);
          return entry === undefined ? found : `new URL('${pathToFileURL(entry).href}')`;
        })
        .replaceAll('import.meta.url', `'${from}'`);
      return { contents, loader: 'ts' };
    });
  },
});
