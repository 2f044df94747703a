import { type AnswerFacts, type BehaviourEvent, encodeRecommId } from '@freshet/events';
import type { Signer } from '@freshet/stream';
import type { Random } from '../chaos/random.ts';
import { behaviourEvent } from './events.ts';

const VISITORS = 12;
const ITEMS = ['tent', 'lamp', 'rope', 'map', 'stove'];
const START = 1.7e12;
const STEP_MS = 60_000;

/** An answer as the API would have given it. */
export function answerId(signer: Signer, facts: Partial<AnswerFacts>): string {
  const answer = {
    site: 'default',
    at: START,
    strategy: 'co-visitation',
    scenario: 'home',
    experiment: null,
    variant: null,
    takenOver: false,
    n: 5,
    explored: 1,
    randomness: 0,
    ...facts,
  };
  return encodeRecommId(answer, signer);
}

/**
 * What visitors who are shown answers do: look, click, buy, give back, sign in, and after that go on under
 * another anonymous id, or the user's; some of it is sent twice.
 */
export function shoppingEvents(signer: Signer, random: Random, count: number): BehaviourEvent[] {
  const events: BehaviourEvent[] = [];
  const signedIn = Array.from({ length: VISITORS }, () => 0);
  for (let i = 0; i < count; i++) {
    if (events.length > 0 && random.share() < 0.1) {
      events.push(events.at(-1 - random.whole(0, Math.min(5, events.length)))!);
    } else events.push(eventAt(i, signer, random, signedIn));
  }
  return events;
}

function eventAt(i: number, signer: Signer, random: Random, signedIn: number[]): BehaviourEvent {
  const visitor = random.whole(0, VISITORS);
  const at = START + i * STEP_MS;
  const itemId = random.pick(ITEMS);
  const userId = `visitor-${visitor}`;
  const anonymousId = `${userId}-${signedIn[visitor]}`;
  const who = random.share() < 0.5 ? { userId } : { userId: null, anonymousId };
  const event = { id: `event-${i}`, ...who, at, itemId };
  if (random.share() < 0.03) {
    signedIn[visitor]!++;
    return behaviourEvent({ ...event, userId, anonymousId, itemId: null, type: 'identify' });
  }
  const roll = random.share();
  if (roll < 0.1) return behaviourEvent({ ...event, type: 'view' });
  if (roll < 0.3) {
    const currency = random.pick(['EUR', 'USD', null]);
    const order = { orderId: `order-${i}`, value: random.whole(1, 9_999) / 100, currency };
    return behaviourEvent({ ...event, ...order, type: 'purchase' });
  }
  if (roll < 0.35) {
    const orderId = `order-${random.whole(0, i + 1)}`;
    return behaviourEvent({ ...event, orderId, itemId: null, type: 'refund' });
  }
  const recommId = answerId(signer, {
    at: at - random.whole(0, 30) * 3_600_000,
    experiment: 'hop',
    variant: visitor % 2 === 0 ? 'a' : 'b',
    randomness: random.whole(0, 3),
  });
  const type = random.pick(['impression', 'impression', 'click']);
  return behaviourEvent({ ...event, type, recommId, position: random.whole(1, 6) });
}
