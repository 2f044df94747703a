import { build, type BuildOptions } from 'esbuild';
import { fileURLToPath } from 'node:url';

/** What every browser of the last three years runs. */
const BROWSERS = 'es2022';

export interface BundleOptions {
  /** `iife` for a classic script tag; a module otherwise. */
  readonly format?: 'esm' | 'iife';
  /** Identifiers in the source, each with the value that takes its place. */
  readonly define?: Readonly<Record<string, string | number | boolean>>;
}

/**
 * One minified script of a TypeScript entry and all that it imports.
 * @throws esbuild's BuildFailure, which says where the source is at fault.
 */
export function bundleScript(entry: URL, { format = 'esm', define = {} }: BundleOptions = {}) {
  const values = Object.entries(define).map(([name, value]) => [name, JSON.stringify(value)]);
  return bundled({
    entryPoints: [fileURLToPath(entry)],
    format,
    define: Object.fromEntries(values) as Record<string, string>,
  });
}

/** One minified style sheet of an entry and all that it imports. */
export function bundleStyles(entry: URL) {
  return bundled({ entryPoints: [fileURLToPath(entry)] });
}

async function bundled(options: BuildOptions): Promise<string> {
  const {
    outputFiles: [script],
  } = await build({
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
  return script!.text;
}
