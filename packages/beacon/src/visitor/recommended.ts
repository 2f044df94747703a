import { keep, kept } from '../storage.ts';
import type { EventFields, Ids } from '../types.ts';

const REMEMBERED_MAX = 10;

const clicks = (): EventFields[] => JSON.parse(kept('freshet:clicks') ?? '[]');

/** A click on a recommendation: the view of the item that follows in its session comes from it. */
export function rememberClick(click: EventFields & Ids): void {
  if (!click.recommId) return;
  keep('freshet:clicks', JSON.stringify([click, ...clicks()].slice(0, REMEMBERED_MAX)));
}

/** The click on a recommendation that led to an item in this session. */
export const clickThatLedTo = (itemId: string, { sessionId }: Ids): EventFields | undefined =>
  clicks().find(
    (click: EventFields & Ids) => click.itemId === itemId && click.sessionId === sessionId,
  );
