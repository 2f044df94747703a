import type { JointEffect } from '@freshet/rules';
import type { SiteItems } from '@freshet/tables';
import type { List } from '../recommendations/list.ts';
import { type RuleTouch, touchesOf } from '../recommendations/rule-touches.ts';

type Shown = Pick<List, 'items'>;

/** An item that rules would move, or that is moved because of them. */
export interface TouchedItem {
  readonly itemId: string;
  /** From 1; null: not in the list. */
  readonly position: { readonly before: number | null; readonly after: number | null };
  /** Of those that would hold; none where the item only makes room, or a rule would be gone. */
  readonly rules: readonly RuleTouch[];
}

/** The items of either list that are about to move, or that a rule is about. */
export function touchedIn(
  { before, after }: { readonly before: Shown; readonly after: Shown },
  effect: JointEffect | null,
  items: Pick<SiteItems, 'slotOf'>,
): readonly TouchedItem[] {
  const itemIds = new Set([...after.items, ...before.items].map(({ itemId }) => itemId));
  const touched = [...itemIds].map((itemId) => {
    const position = { before: positionIn(before, itemId), after: positionIn(after, itemId) };
    return { itemId, position, rules: rulesOn(itemId, effect, items) };
  });
  return touched.filter(
    ({ position, rules }) => position.before !== position.after || rules.length > 0,
  );
}

function positionIn({ items }: Shown, itemId: string): number | null {
  const index = items.findIndex((item) => item.itemId === itemId);
  return index < 0 ? null : index + 1;
}

function rulesOn(
  itemId: string,
  effect: JointEffect | null,
  items: Pick<SiteItems, 'slotOf'>,
): readonly RuleTouch[] {
  const slot = items.slotOf(itemId);
  if (effect === null || slot < 0) return [];
  const pins = effect.pins.filter((pin) => pin.itemId === itemId);
  const pinning = pins.map(({ ruleId }) => ({ id: ruleId, action: 'pin' as const }));
  return [...pinning, ...touchesOf(effect, slot)];
}
