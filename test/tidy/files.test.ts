import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../support/repository.ts';

const LINES_MAX = 300;
/** Names that say nothing of what is inside, so that everything ends up inside. */
const vagueNames = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'manager', 'misc']);
const entryNames = new Set(['main.ts', 'command.ts']);

const files = sourceFiles();
const ownFiles = files.filter(({ isTest }) => !isTest);

describe('files', () => {
  it(`have at most ${LINES_MAX} lines`, () => {
    const long = files
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > LINES_MAX);
    expect(long, 'ask which second subject moved in, and give it a file').toEqual([]);
  });

  it('and folders are named after their subject', () => {
    const vague = files.filter(({ path }) =>
      path
        .replace(/(\.test)?\.tsx?$/, '')
        .split(/[/-]/)
        .some((word) => vagueNames.has(word)),
    );
    expect(vague.map(({ path }) => path)).toEqual([]);
  });

  it('have kebab-case names without a leading underscore', () => {
    const odd = files.filter(
      ({ path }) => !/^[a-z][a-z0-9-]*(\.[a-z]+)*\.tsx?$/.test(basename(path)),
    );
    expect(odd.map(({ path }) => path)).toEqual([]);
  });
});

describe('the environment', () => {
  it('is handed to a config function by an entry point, and read nowhere else', () => {
    const readers = ownFiles.filter(({ path, text }) => {
      const mentions = text.match(/\bprocess\.env\b/g)?.length ?? 0;
      const handedOver = text.match(/\w+Config\(process\.env\)/g)?.length ?? 0;
      return mentions > handedOver || (mentions > 0 && !entryNames.has(basename(path)));
    });
    expect(
      readers.map(({ path }) => path),
      'add the setting to config.ts and pass its value',
    ).toEqual([]);
  });
});
