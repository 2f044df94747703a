import { track } from '../events.ts';
import type { EventFields } from '../types.ts';
import { recommendationOf } from '../visitor/recommended.ts';
import { declaredBy } from './declared.ts';

const ATTRIBUTE = 'data-item-view';

let told: WeakMap<Element, string>;
const viewed = new Set<string>();

/** Another page: what it is about may be what an earlier one was. */
export const turnPage = (): void => viewed.clear();

/** Elements that were there before are seen for the first time. */
export function forgetViews(): void {
  told = new WeakMap();
}

/** Somebody looks at an item, as which the recommendation shows that led to it. */
export function viewItem(itemId: string, fields?: EventFields): void {
  viewed.add(itemId);
  track('view', { itemId, ...recommendationOf(itemId), ...fields });
}

/**
 * Tells of each item that the page declares itself to be about, once a page: neither an element that
 * stays nor its copy (as routers make of pages they keep) is a second view.
 */
export function lookForViews(): void {
  document.querySelectorAll(`[${ATTRIBUTE}]`).forEach((element) => {
    const item = declaredBy(element, ATTRIBUTE);
    const itemId = item.itemId!;
    if (told.get(element) === itemId) return;
    told.set(element, itemId);
    if (!viewed.has(itemId)) viewItem(itemId, item);
  });
}
