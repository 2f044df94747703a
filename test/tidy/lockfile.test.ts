import { expect, it } from 'vitest';
import { textOf } from '../support/repository.ts';

interface Locked {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(textOf('package-lock.json')) as {
  packages: Record<string, Locked>;
};

/** Where Node would look for a package, from the folder that asks for it upward. */
function places(from: string, name: string): string[] {
  const folders = from.split('/node_modules/').map((_, i, parts) => parts.slice(0, i + 1));
  return [...folders.map((parts) => `${parts.join('/node_modules/')}/`), '']
    .map((folder) => `${folder}node_modules/${name}`)
    .toReversed();
}

/**
 * npm leaves a platform's build out of the lock when the registry it writes the lock from does not
 * serve it, and `npm ci` then refuses the whole lock. Such an entry is written by hand: version, os,
 * cpu, libc, optional.
 */
it('package-lock.json has an entry for every optional package, whatever its platform', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !places(path, name).some((place) => place in packages),
    ),
  );
  expect(missing).toEqual([]);
});

it('package-lock.json names no address of a registry', () => {
  expect(textOf('package-lock.json').match(/"resolved": "https?:[^"]*"/g) ?? []).toEqual([]);
});
