import { type Shelved, shelved } from './catalogue.ts';

export const QUERY_CHARACTERS_MAX = 100;

/** What a word found in it is worth. */
const weights = { title: 4, category: 2, brand: 2, description: 1 };

const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Items that have every word of the query, or a word that begins with it; most telling places first. */
export function search(query: string): readonly Shelved[] {
  const wanted = words(query.slice(0, QUERY_CHARACTERS_MAX));
  if (wanted.length === 0) return [];
  return shelved
    .map((item) => ({ item, worth: worthOf(item, wanted) }))
    .filter(({ worth }) => worth > 0)
    .toSorted((a, b) => b.worth - a.worth)
    .map(({ item }) => item);
}

function worthOf(item: Shelved, wanted: readonly string[]): number {
  const worths = wanted.map((word) => worthOfWord(item, word));
  return worths.includes(0) ? 0 : worths.reduce((sum, worth) => sum + worth, 0);
}

function worthOfWord({ title, brand, description, category }: Shelved, wanted: string): number {
  const has = (text: string) => words(text).some((word) => word.startsWith(wanted));
  return (
    (has(title) ? weights.title : 0) +
    (has(category.title) ? weights.category : 0) +
    (has(brand) ? weights.brand : 0) +
    (has(description) ? weights.description : 0)
  );
}
