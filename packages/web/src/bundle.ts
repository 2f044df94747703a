import { build, type BuildOptions, stop } from 'esbuild';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minifyThoroughly } from './thorough.ts';

/** What every browser of the last three years runs. */
const BROWSERS = 'es2022';

export interface BundleOptions {
  /** `iife` for a classic script tag; a module otherwise. */
  readonly format?: 'esm' | 'iife';
  /** Identifiers in the source, each with the value that takes its place. */
  readonly define?: Readonly<Record<string, string | number | boolean>>;
  /** For scripts of which every byte counts. */
  readonly isThorough?: boolean;
}

/**
 * One minified script of a TypeScript entry and all that it imports.
 * @throws esbuild's BuildFailure, which says where the source is at fault.
 */
export async function bundleScript(
  entry: URL,
  { format = 'esm', define = {}, isThorough = false }: BundleOptions = {},
): Promise<string> {
  const values = Object.entries(define).map(([name, value]) => [name, JSON.stringify(value)]);
  const script = await bundled({
    entryPoints: [fileURLToPath(entry)],
    format,
    define: Object.fromEntries(values) as Record<string, string>,
  });
  return isThorough ? minifyThoroughly(basename(entry.pathname, '.ts'), script) : script;
}

/** One minified style sheet of an entry and all that it imports. */
export function bundleStyles(entry: URL) {
  return bundled({ entryPoints: [fileURLToPath(entry)] });
}

let building = 0;

async function bundled(options: BuildOptions): Promise<string> {
  building++;
  try {
    const { outputFiles } = await build({
      ...options,
      bundle: true,
      write: false,
      minify: true,
      target: BROWSERS,
      jsx: 'automatic',
      jsxImportSource: 'preact',
      legalComments: 'none',
      logLevel: 'silent',
    });
    return outputFiles[0]!.text;
  } finally {
    // Its process would stay, with 20 MB, as long as the service that bundles once, at its start.
    if (--building === 0) await stop();
  }
}
