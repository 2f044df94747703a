/** Events that can be told apart and put in order: each visitor's are numbered from 0. */
export interface VisitorEvent {
  readonly id: string;
  readonly type: 'click';
  readonly userId: string;
  readonly itemId: string;
}

const ITEMS = 500;

export const visitorId = (visitor: number): string => `visitor-${visitor}`;

export function visitorEvent(visitor: number, sequence: number): VisitorEvent {
  const userId = visitorId(visitor);
  const itemId = `item-${(7 * visitor + 13 * sequence) % ITEMS}`;
  return { id: `${userId}:${sequence}`, type: 'click', userId, itemId };
}

/** The number of an event with its visitor. */
export const sequenceOf = (id: string): number => Number(id.slice(id.indexOf(':') + 1));
