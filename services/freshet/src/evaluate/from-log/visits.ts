import { type BehaviourEvent, profileKey } from '@freshet/events';
import type { Click } from '@freshet/evaluation';
import {
  applyEvent,
  type Deployment,
  emptyProfile,
  isExpired,
  type Profile,
} from '@freshet/recommend';
import { SessionActs } from './session-acts.ts';

interface Visitor {
  profile: Profile;
  /** Sessions ended so far. */
  sessions: number;
  clicks: Click[];
}

/**
 * Turns events into the clicks of an evaluation as profiles take them: a repeated event counts once, a
 * view that only shows the page of a click is none of its own, and sessions end where they end there.
 * Events of one visitor come in the order of the log.
 */
export class Visits {
  /** What they have put into the cart and bought. */
  readonly acts = new SessionActs();
  readonly #deployment: Deployment;
  readonly #visitors = new Map<string, Visitor>();
  #count = 0;

  constructor(deployment: Deployment) {
    this.#deployment = deployment;
  }

  /** How many there are. */
  get count(): number {
    return this.#count;
  }

  add(event: BehaviourEvent): void {
    const userId = profileKey(event);
    if (event.type === 'erase') return this.#forget(userId);
    const visitor = this.#visitor(userId, event.at);
    const { session } = visitor.profile;
    const signals = applyEvent(visitor.profile, event, this.#deployment);
    if (visitor.profile.session !== session) visitor.sessions++;
    const { itemId, at } = event;
    const sessionId = `${userId}/${visitor.sessions}`;
    this.#note(event, sessionId);
    // Carts and orders are no clicks.
    if (itemId === null || signals[0]?.visits !== 1) return;
    visitor.clicks.push({ userId, sessionId, itemId, at });
    this.#count++;
  }

  /** All of them, by time; those of one time in the order of their visitors' first events. */
  clicks(): Click[] {
    const all = [...this.#visitors.values()].flatMap(({ clicks }) => clicks);
    return all.toSorted((a, b) => a.at - b.at);
  }

  #note({ type, itemId, items, at }: BehaviourEvent, sessionId: string): void {
    if (type !== 'cart' && type !== 'purchase') return;
    const itemIds = [...(itemId === null ? [] : [itemId]), ...items.map((line) => line.itemId)];
    if (type === 'cart') this.acts.cart(sessionId, { at, itemIds });
    else this.acts.purchase(sessionId, { at, itemIds });
  }

  #visitor(userId: string, at: number): Visitor {
    let visitor = this.#visitors.get(userId);
    if (visitor === undefined) {
      visitor = { profile: emptyProfile(), sessions: 0, clicks: [] };
      this.#visitors.set(userId, visitor);
    }
    if (isExpired(visitor.profile, at)) visitor.profile = emptyProfile();
    return visitor;
  }

  /** Who asked to be forgotten is not evaluated either. */
  #forget(userId: string): void {
    this.#count -= this.#visitors.get(userId)?.clicks.length ?? 0;
    this.#visitors.delete(userId);
  }
}
