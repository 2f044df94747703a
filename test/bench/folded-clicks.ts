import {
  applyEvent,
  applySignal,
  deployments,
  emptyItemState,
  emptyProfile,
  type ItemState,
  type Profile,
} from '@freshet/recommend';
import { behaviourEvent } from '../support/events.ts';
import type { Click } from './clicks.ts';

/** The state that a deployment comes to by some clicks. */
export interface FoldedClicks {
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly items: ReadonlyMap<string, ItemState>;
}

/** Folds clicks as the workers do, `shop` deployed, but in memory. Their times end now. */
export function foldClicks(clicks: readonly Click[]): FoldedClicks {
  const profiles = new Map<string, Profile>();
  const items = new Map<string, ItemState>();
  const lateMs = Date.now() - clicks.at(-1)!.at;
  for (const [i, { userId, sessionId, itemId, at }] of clicks.entries()) {
    const event = {
      ...behaviourEvent({ id: `click-${i}`, at: at + lateMs }),
      type: 'click',
      userId,
      sessionId,
      itemId,
    };
    for (const signal of applyEvent(
      known(profiles, userId, emptyProfile),
      event,
      deployments.shop,
    )) {
      applySignal(known(items, signal.itemId, emptyItemState), signal, event.at, deployments.shop);
    }
  }
  return { profiles, items };
}

function known<T>(held: Map<string, T>, id: string, empty: () => T): T {
  let value = held.get(id);
  if (value === undefined) held.set(id, (value = empty()));
  return value;
}
