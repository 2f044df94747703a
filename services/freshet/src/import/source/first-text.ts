import type { Source } from './source.ts';

/** How the content begins, a byte a character: what format it is. Without a byte order mark and space. */
export const firstText = ({ start }: Pick<Source, 'start'>): string =>
  start.toString('latin1').replace(/^(\xef\xbb\xbf)?\s*/, '');
