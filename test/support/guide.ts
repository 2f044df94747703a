import { filesUnder, textOf } from './repository.ts';

/** What users read: the README and the pages beside it, each by its path. */
export const guide: ReadonlyMap<string, string> = new Map(
  ['README.md', ...filesUnder('docs').filter((path) => path.endsWith('.md'))].map((path) => [
    path,
    textOf(path),
  ]),
);

/** All of it, for what has to be said somewhere. */
export const guideText = [...guide.values()].join('\n');
