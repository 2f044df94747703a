import type { EventFields } from '../types.ts';

/** What the page declares of an item by attributes, on an element or around it. */
export type Declared = Pick<EventFields, 'itemId' | 'recommId' | 'position'>;

/** What the nearest element with such an attribute (`data-item`, `data-item-view`) declares. */
export function declaredBy(from: EventTarget | undefined, attribute: string): Declared {
  const element = (from as HTMLElement).closest?.<HTMLElement>(`[${attribute}]`);
  if (!element) return {};
  const itemId = element.getAttribute(attribute)!;
  const recommId = element.closest<HTMLElement>('[data-recomm-id]')?.dataset.recommId;
  // A position is one in an answer.
  return recommId
    ? { itemId, recommId, position: Number(element.dataset.position) || undefined }
    : { itemId };
}
