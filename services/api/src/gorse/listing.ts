import { isCategory, isIdentifier } from '@freshet/events';
import { HttpProblem } from '@freshet/runtime';
import type { EntryFilter } from '@freshet/tables';
import type { FastifyRequest } from 'fastify';
import { N_MAX } from '../query/recommendation-request.ts';

/** What Gorse answers to who does not say how many. */
const N_DEFAULT = 10;
const CATEGORIES_MAX = 16;

/** Which part of a list is asked for. */
export interface Listing {
  readonly offset: number;
  /** Where the part ends; no list is longer than N_MAX, so what lies behind is empty. */
  readonly end: number;
  /** Only items that are in all of the categories; null: any. */
  readonly filter: EntryFilter | null;
  /** What this user has been with is left out; null: nothing is. */
  readonly userId: string | null;
}

/** @throws HttpProblem 400. */
export function listingOf(request: FastifyRequest, categoryInPath = ''): Listing {
  const query = request.query as Readonly<Record<string, string | readonly string[] | undefined>>;
  const offset = wholeNumber('offset', query['offset'], 0);
  const n = wholeNumber('n', query['n'], N_DEFAULT);
  const named = categoryInPath === '' ? [query['category'] ?? []].flat() : [categoryInPath];
  const userId = query['user-id'] ?? '';
  return {
    offset,
    end: Math.min(offset + n, N_MAX),
    filter: inAll(named.filter((category) => category !== '')),
    userId: userId === '' ? null : requireId('user-id', userId),
  };
}

/** The part of a list that was made as far as its end. */
export function partIn<T>(list: readonly T[], { offset, end }: Listing): readonly T[] {
  return list.slice(offset, Math.max(offset, end));
}

/** @throws HttpProblem 400. */
export function wholeNumber(name: string, value: unknown, otherwise: number): number {
  if (value === undefined || value === '') return otherwise;
  if (typeof value === 'string' && /^\d{1,9}$/.test(value)) return Number(value);
  const message = `${name} must be a whole number, got ${JSON.stringify(value).slice(0, 64)}.`;
  throw new HttpProblem(400, { code: 'PARAMETER_INVALID', message });
}

/** @throws HttpProblem 400. */
export function requireId(name: string, id: unknown): string {
  if (typeof id === 'string' && isIdentifier(id)) return id;
  const message = `${name} must be 1 to 256 bytes without control characters.`;
  throw new HttpProblem(400, { code: 'ID_INVALID', message });
}

function inAll(categories: readonly string[]): EntryFilter | null {
  if (categories.length === 0) return null;
  if (categories.length > CATEGORIES_MAX || !categories.every(isCategory)) {
    const message = `There may be ${CATEGORIES_MAX} categories of 1 to 128 bytes each.`;
    throw new HttpProblem(400, { code: 'CATEGORY_INVALID', message });
  }
  return {
    // As a filter in CEL that means the same, so that both share what is known of it.
    expression: categories.map((one) => `${JSON.stringify(one)} in item.categories`).join(' && '),
    matches: (entry) => categories.every((one) => entry.categories.includes(one)),
  };
}
