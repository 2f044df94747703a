import type { EventFields } from '../types.ts';

/** What the page declares of an item by attributes, on an element or around it. */
export type Declared = Pick<EventFields, 'itemId' | 'recommId' | 'position'>;

/** What the nearest element with such an attribute (`data-item`, `data-item-view`) declares. */
export function declaredBy(from: EventTarget, attribute: string): Declared {
  const element = (from as Element).closest<HTMLElement>(`[${attribute}]`);
  const recommId = element?.closest<HTMLElement>('[data-recomm-id]')?.dataset.recommId;
  return {
    itemId: element?.getAttribute(attribute) as string | undefined,
    // A position is one in an answer.
    ...(recommId && { recommId, position: +element.dataset.position! || undefined }),
  };
}
