import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { topics } from '../../packages/events/src/index.ts';
import { errorCodes } from '../../packages/runtime/src/index.ts';
import { guideText } from '../support/guide.ts';
import { filesUnder, sourceFiles } from '../support/repository.ts';

const source = sourceFiles()
  .filter(({ path, isTest }) => !isTest && path !== 'packages/runtime/src/errors.ts')
  .map(({ text }) => text)
  .join('\n');

describe.each(errorCodes)('error code %s', (code) => {
  it('is used', () => {
    expect(source.includes(`'${code}'`), `use ${code}, or take it out of errors.ts`).toBe(true);
  });

  it('is explained to users', () => {
    expect(guideText.includes(`\`${code}\``), `say in README or docs what ${code} means`).toBe(
      true,
    );
  });
});

it.each(Object.values(topics).map(({ name }) => name))('users are told of the topic %s', (name) => {
  expect(guideText.includes(`\`${name}\``), `say in docs what ${name} holds`).toBe(true);
});

describe('schemas', () => {
  const files = filesUnder('packages').filter((path) => path.endsWith('.avsc'));
  /** Where codecs are built: `version(3, 'item-stats.1')`. */
  const versions = [...source.matchAll(/\bversion\((\d+), '([^']+)'\)/g)].map(([, id, name]) => ({
    id: Number(id),
    name: name!,
  }));

  it('in files are those of registered versions', () => {
    expect(files.map((path) => basename(path, '.avsc')).toSorted()).toEqual(
      versions.map(({ name }) => name).toSorted(),
    );
  });

  it('have ids of their own, whatever they are stored in', () => {
    const ids = versions.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });
});
