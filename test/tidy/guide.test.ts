import { existsSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, it } from 'vitest';
import { guide } from '../support/guide.ts';

/** What a link to this page may name after `#`, as GitHub makes it of headings, or by `<a id>`. */
function anchorsOf(text: string): Set<string> {
  const headings = [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, '')
      .replaceAll(' ', '-'),
  );
  return new Set([...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id!)]);
}

const links = [...guide].flatMap(([path, text]) =>
  [...text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, target]) => ({
    path,
    target: target!,
  })),
);

it.each(links)('$path leads to $target', ({ path, target }) => {
  const [file = '', anchor] = target.split('#');
  const to = file === '' ? path : posix.join(posix.dirname(path), file);
  expect(existsSync(to), `there is no ${to}`).toBe(true);
  if (anchor !== undefined) expect([...anchorsOf(guide.get(to)!)]).toContain(anchor);
});

it('README leads to every page', () => {
  const named = links.filter(({ path }) => path === 'README.md').map(({ target }) => target);
  const files = new Set(named.map((target) => target.split('#')[0]));
  expect([...guide.keys()].filter((path) => path !== 'README.md' && !files.has(path))).toEqual([]);
});

it.each(['packages', 'services', 'test'])('README says what is in %s/', (folder) => {
  const [, layout = ''] = /^## Layout$(.*?)^## /ms.exec(guide.get('README.md')!) ?? [];
  const named = new Set(layout.replaceAll(/\([^)]*\)/g, '').match(/[\w-]+/g));
  const insides = ['fixtures', 'support'];
  const rooms = readdirSync(folder).filter((room) => !insides.includes(room));
  expect(rooms.filter((room) => !named.has(room))).toEqual([]);
});
