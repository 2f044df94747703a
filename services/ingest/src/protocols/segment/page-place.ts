import { isObject } from '@freshet/runtime';

/** Where a page is and what led to it, by the names that our tag uses: of its properties, else of its context. */
export function placeIn(properties: unknown, page: unknown): object | undefined {
  const told = [properties, page].filter(isObject);
  const url = told.find((one) => typeof one['url'] === 'string')?.['url'];
  if (url === undefined) return undefined;
  const referrer = told.find((one) => typeof one['referrer'] === 'string')?.['referrer'];
  return { url, referrer };
}
