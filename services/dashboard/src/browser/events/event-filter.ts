import type { LiveEvent } from '../../shapes/live.ts';

export interface EventFilter {
  /** Empty: all. */
  readonly type: string;
  /** Part of a visitor's, item's, event's or page's name. */
  readonly text: string;
  readonly onlyFaulty: boolean;
}

export const everyEvent: EventFilter = { type: '', text: '', onlyFaulty: false };

export function passes(event: LiveEvent, { type, text, onlyFaulty }: EventFilter): boolean {
  if (type !== '' && event.type !== type) return false;
  if (onlyFaulty && !isOdd(event)) return false;
  const { id, userId, anonymousId, itemId, url } = event;
  const sought = text.toLowerCase();
  return [id, userId, anonymousId, itemId, url].some((one) => one?.toLowerCase().includes(sought));
}

function isOdd({ isDuplicate, isInCatalogue, problems }: LiveEvent): boolean {
  return isDuplicate || isInCatalogue === false || problems.length > 0;
}
