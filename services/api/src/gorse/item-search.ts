import { HttpProblem } from '@freshet/runtime';
import type { SiteItems } from '@freshet/tables';

const CHARACTERS_MAX = 256;
const WORDS_MAX = 16;

/**
 * By place, whether an item of the catalogue has all of the words in its id or title, in any case.
 * @throws HttpProblem 400.
 */
export function searchOf(q: unknown, items: SiteItems): (place: number) => boolean {
  const words = typeof q === 'string' ? q : '';
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (words !== q || words.length > CHARACTERS_MAX || wanted.length > WORDS_MAX) {
    const message = `q must be one text of at most ${CHARACTERS_MAX} characters and ${WORDS_MAX} words.`;
    throw new HttpProblem(400, { code: 'PARAMETER_INVALID', message });
  }
  return (place) => {
    const entry = items.entryIn(place);
    if (entry === undefined) return false;
    const text = `${entry.itemId}\n${entry.title ?? ''}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  };
}
