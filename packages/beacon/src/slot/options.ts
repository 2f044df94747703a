import type { Ids } from '../types.ts';
import type { Values } from './fill.ts';

/** What a slot shows: parameters of `GET /v1/recommendations`, and attributes of the element by the same names. */
export interface SlotOptions {
  /** Where it stands; `home` when absent. */
  readonly scenario?: 'home' | 'product' | 'cart' | 'listing';
  /** 6 when absent. */
  readonly n?: number;
  /** The item that the page is about. */
  readonly itemId?: string;
  /** The category that the page lists. */
  readonly category?: string;
  readonly filter?: string;
  /** What items say of themselves, separated by commas; what the plain template shows when absent. */
  readonly fields?: string;
  /** Whether the answer says why each item is in it. */
  readonly explain?: boolean;
}

const names = 'anonymousId userId scenario n itemId category filter fields explain'.split(' ');

/** The query string for an element; what the call says goes before what the element says. */
export function questionOf(element: Element, options: SlotOptions, { anonymousId, userId }: Ids) {
  const query = new URLSearchParams({ n: '6', fields: 'title,url,image,price,currency' });
  const asked: Values = { anonymousId, userId, ...options };
  for (const name of names) {
    const attribute = element.getAttribute(name);
    // One without a value says yes.
    const value = asked[name] ?? (attribute === '' || attribute);
    if (value) query.set(name, `${value}`);
  }
  return query;
}
