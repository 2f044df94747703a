import { hash48 } from '@freshet/recommend';
import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Of one item; what comes behind them in its categories, brand and title is left out. */
export const TERMS_MAX = 32;
/** Shorter words join what has nothing to do with each other. */
const WORD_LENGTH_MIN = 3;

/** What a term of each kind counts for, beside how rare it is: editors choose categories, words just occur. */
const WEIGHTS = { category: 2, brand: 1.5, word: 1 };

/** Something that several catalogue entries may say. */
export interface Term {
  /** 32 bits, signed: small numbers are what V8 keeps without memory of their own. */
  readonly hash: number;
  readonly weight: number;
}

/** What an entry says that makes its item like others: categories, brand (`properties.brand`), words of its title. */
export function termsOf({ categories, properties, title }: CatalogueEntry): Term[] {
  const terms = new Map<number, Term>();
  for (const category of categories) add('category', category);
  const { brand } = properties;
  if (typeof brand === 'string') add('brand', brand.toLowerCase());
  for (const word of wordsOf(title ?? '')) add('word', word);
  return [...terms.values()];

  function add(kind: keyof typeof WEIGHTS, text: string): void {
    if (terms.size === TERMS_MAX) return;
    const hash = hash48(`${kind}:${text}`) | 0;
    terms.set(hash, { hash, weight: WEIGHTS[kind] });
  }
}

function wordsOf(title: string): string[] {
  const words = title.toLowerCase().split(/[^\p{L}\p{M}\p{N}]+/u);
  return words.filter((word) => word.length >= WORD_LENGTH_MIN);
}
