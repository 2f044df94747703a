import { type Declared, declaredBy } from './declared.ts';

const ATTRIBUTE = 'data-item-view';

let told: WeakMap<Element, string>;
const viewed = new Set<string>();

/** Another page: what it is about may be what an earlier one was. */
export const turnPage = (): void => viewed.clear();

/** Elements that were there before are seen for the first time. */
export function forgetViews(): void {
  told = new WeakMap();
}

/**
 * Tells of each item that the page declares itself to be about, once a page: neither an element that
 * stays nor its copy (as routers make of pages they keep) is a second view.
 */
export function lookForViews(view: (item: Declared) => void): void {
  for (const element of document.querySelectorAll(`[${ATTRIBUTE}]`)) {
    const item = declaredBy(element, ATTRIBUTE);
    const itemId = item.itemId!;
    if (told.get(element) === itemId) continue;
    told.set(element, itemId);
    if (!viewed.has(itemId)) view(item);
    viewed.add(itemId);
  }
}
