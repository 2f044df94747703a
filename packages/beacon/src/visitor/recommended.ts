import { keep, kept } from '../storage.ts';
import type { EventFields } from '../types.ts';
import { CLICK } from './visitor.ts';

/** A click on a recommendation: the view of the item that follows in its session comes from it. */
export function rememberClick(itemId: string, from?: EventFields): void {
  if (!from?.recommId) return;
  keep(CLICK, JSON.stringify({ itemId, recommId: from.recommId, position: from.position }));
}

/** Which recommendation led to an item, if the session's last click on one was on it. */
export function recommendationOf(itemId: string): EventFields | undefined {
  const click = JSON.parse(kept(CLICK) ?? '{}') as EventFields;
  return click.itemId === itemId ? click : undefined;
}
