import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type SourceFile, sourceFiles } from '../support/repository.ts';

/** Which of our packages a package may know; what stands higher may know what stands lower. */
const knows: Record<string, readonly string[]> = {
  access: ['events', 'runtime'],
  bots: [],
  attribution: ['events', 'experiments', 'recommend'],
  evaluation: ['recommend'],
  experiments: ['recommend'],
  recommend: [],
  beacon: ['ga4'],
  client: [],
  design: [],
  events: [],
  ga4: [],
  gorse: ['events', 'runtime'],
  identity: ['events', 'recommend'],
  openapi: ['runtime', 'web'],
  rules: ['events', 'recommend', 'runtime', 'tables'],
  runtime: [],
  store: ['attribution', 'events', 'identity', 'recommend', 'runtime'],
  stream: ['events', 'runtime', 'store', 'tracing'],
  web: [],
  tracing: ['runtime'],
  'tracking-plan': ['events', 'runtime'],
  tables: ['attribution', 'events', 'recommend', 'runtime', 'store', 'stream'],
};
/** Packages whose imports from npm and Node are part of their promise. */
const externals: Record<string, readonly string[]> = {
  evaluation: ['@freshet/recommend'],
  experiments: ['@freshet/recommend'],
  ga4: [],
  recommend: [],
  events: ['avsc', 'node:fs'],
};
/** The driver of each engine, and the folder that alone may use it. */
const drivers: Record<string, RegExp> = {
  kafkajs: /^packages\/stream\/src\/kafka\//,
  ioredis: /^packages\/store\/src\/redis\//,
  lmdb: /^packages\/(store|stream)\/src\/embedded\//,
};
const engine = /^@freshet\/(stream|store)\/(kafka|redis|embedded)$/;
/** Where a service chooses its engines. */
const entries = /^services\/[^/]+\/src\/(.*\/)?(main\.ts|start\/)/;

interface Import {
  readonly file: SourceFile;
  readonly path: string;
  readonly specifier: string;
}

const imports: Import[] = sourceFiles()
  .filter(({ path }) => !path.startsWith('test/'))
  .flatMap((file) =>
    [...file.text.matchAll(/(?:^|\s)(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, specifier]) => ({
      file,
      path: file.path,
      specifier: specifier!,
    })),
  );
const ownImports = imports.filter(({ file }) => !file.isTest);

/** Of `packages/store/src/x.ts`: `store`. */
const roomOf = (path: string): string => path.split('/')[1]!;
const ours = (specifier: string): string | undefined => /^@freshet\/([^/]+)/.exec(specifier)?.[1];
const say = ({ path, specifier }: Import): string => `${path} imports ${specifier}`;

describe('imports point downward', () => {
  it('reads imports at all', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  it('every package has its place among the layers', () => {
    const rooms = new Set(
      sourceFiles()
        .filter(({ path }) => path.startsWith('packages/'))
        .map(({ path }) => roomOf(path)),
    );
    expect(
      [...rooms].filter((room) => knows[room] === undefined),
      'add it to `knows`',
    ).toEqual([]);
  });

  it('a package imports only packages below it', () => {
    const upward = imports.filter(({ path, specifier }) => {
      const target = ours(specifier);
      return (
        path.startsWith('packages/') &&
        target !== undefined &&
        // An example names its own package as others do.
        target !== roomOf(path) &&
        !knows[roomOf(path)]!.includes(target)
      );
    });
    expect(upward.map(say)).toEqual([]);
  });

  it('recommend and ga4 import nothing, evaluation and experiments only recommend, events only avsc', () => {
    const foreign = ownImports.filter(({ path, specifier }) => {
      const allowed = path.startsWith('packages/') ? externals[roomOf(path)] : undefined;
      return allowed && !specifier.startsWith('.') && !allowed.includes(specifier);
    });
    expect(foreign.map(say)).toEqual([]);
  });

  it('services know packages, not each other; only freshet composes them', () => {
    const services = new Set(
      imports.filter(({ path }) => path.startsWith('services/')).map(({ path }) => roomOf(path)),
    );
    const sideways = imports.filter(
      ({ path, specifier }) =>
        !path.startsWith('services/freshet/') && services.has(ours(specifier) ?? ''),
    );
    expect(sideways.map(say)).toEqual([]);
  });

  it('nobody reaches into another package by a path', () => {
    const reaching = imports.filter(({ file, path, specifier }) => {
      if (!specifier.startsWith('.')) return false;
      const target = posix.join(posix.dirname(path), specifier);
      if (file.isTest && target.startsWith('test/support/')) return false;
      return !target.startsWith(`${path.split('/').slice(0, 3).join('/')}/`);
    });
    expect(reaching.map(say), 'import the package by its name').toEqual([]);
  });
});

describe('engines stay behind their ports', () => {
  it('only entry points name a concrete engine', () => {
    const naming = ownImports.filter(
      ({ path, specifier }) => engine.test(specifier) && !entries.test(path),
    );
    expect(naming.map(say), 'take a Log or a Store as an argument instead').toEqual([]);
  });

  it.each(Object.keys(drivers))('only its engine imports %s', (driver) => {
    const using = ownImports.filter(
      ({ path, specifier }) => specifier === driver && !drivers[driver]!.test(path),
    );
    expect(using.map(say)).toEqual([]);
  });
});
