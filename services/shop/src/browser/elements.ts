/** An element with text and children; texts are never read as markup. */
export function make<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  properties: Partial<HTMLElementTagNameMap[T]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[T] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Whether the page has this part of the panel: where there are keys it is not told everything. */
export const hasPanelPart = (name: string): boolean =>
  document.querySelector(`[data-panel="${name}"]`) !== null;

/** A part of the panel that the page has. */
export const panelPart = (name: string): HTMLElement =>
  document.querySelector<HTMLElement>(`[data-panel="${name}"]`)!;

declare const TITLES: string;
const titles = JSON.parse(TITLES) as Record<string, string>;

/** Of an item or a category; the id of what is not of this shop. */
export const titleOf = (id: string): string => titles[id] ?? id;

/** Small, beside its title. */
export function picture(itemId: string): HTMLElement {
  const src = `/pictures/${encodeURIComponent(itemId)}.svg`;
  return itemId in titles ? make('img', { src, alt: '' }) : make('span');
}
