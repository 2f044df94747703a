import { createHash } from 'node:crypto';
import { extraSources, loaderSource, tagSource } from '@freshet/beacon/sources';
import { type Asset, assetOf, bundleScript } from '@freshet/web';

/** The tag's files as they are served. */
export interface BeaconFiles {
  /** Of all of them together: it is in the address of each that never changes. */
  readonly version: string;
  /** By name: `beacon.js` and the extras that it loads. */
  readonly files: ReadonlyMap<string, Asset>;
  /** For tag managers; it loads the newest `beacon.js`. */
  readonly loader: Asset;
}

/** Stands for the version until it is known, so that the core is minified once. */
const UNVERSIONED = '%%version%%%';

export async function bundleBeacon(): Promise<BeaconFiles> {
  const extras = await Promise.all(
    Object.entries(extraSources).map(
      async ([name, source]) =>
        [`${name}.js`, await bundleScript(source, { isThorough: true })] as const,
    ),
  );
  const unversioned = await bundleCore();
  const version = createHash('sha256')
    .update(JSON.stringify([unversioned, ...extras]))
    .digest('hex')
    .slice(0, UNVERSIONED.length);
  const scripts = [['beacon.js', unversioned.replaceAll(UNVERSIONED, version)] as const, ...extras];
  const assets = scripts.map(async ([name, text]) => [name, await assetOf('js', text)] as const);
  const loader = await assetOf('js', await bundleScript(loaderSource, { format: 'iife' }));
  return { version, files: new Map(await Promise.all(assets)), loader };
}

function bundleCore(): Promise<string> {
  const define = { VERSION: UNVERSIONED };
  return bundleScript(tagSource, { format: 'iife', define, isThorough: true });
}
