import type { BehaviourEvent, OrderLine } from '@freshet/events';
import { dice } from '@freshet/recommend';
import { behaviourEvent } from '../../support/events.ts';

const VISITORS = 20_000;
const ITEMS = 2_000;
const CATEGORIES = 40;
/** How often each type is among a hundred events. */
const TYPES = { page: 40, impression: 22, view: 22, click: 10, cart: 4, purchase: 2 };
const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (X11; Linux x64; rv:143.0) Gecko/20100101 Firefox/143.0',
];
const REFERRERS = [null, null, 'https://search.example/', 'https://news.example/weekend'];
const CAMPAIGNS = [null, null, null, { source: 'mail', medium: 'newsletter', name: 'autumn' }];

const types = Object.entries(TYPES).flatMap(([type, times]) => Array<string>(times).fill(type));

/** What visitors of a shop do, some of whom come often, with items of which some are looked at by all. */
export function* shopEvents(seed: number): Generator<(at: number) => BehaviourEvent, never> {
  const roll = dice(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)]!;
  // The square makes low numbers come often.
  const often = (count: number): number => Math.floor(roll() ** 2 * count);
  for (let i = 0; ; i++) {
    const [visitor, item, type] = [often(VISITORS), often(ITEMS), pick(types)];
    const fields = {
      id: `00000000-0000-7000-8000-${String(i).padStart(12, '0')}`,
      type,
      userId: null,
      anonymousId: `visitor-${visitor}`,
      sessionId: `session-${visitor}`,
      context: JSON.stringify({
        url: `https://shop.example/items/${item}`,
        referrer: pick(REFERRERS),
        title: `Item ${item}`,
        campaign: pick(CAMPAIGNS),
        language: 'en',
        userAgent: AGENTS[visitor % AGENTS.length],
      }),
      ...itemsOf(type, item),
    };
    yield (at) => behaviourEvent({ ...fields, at });
  }
}

function itemsOf(type: string, item: number): Partial<BehaviourEvent> {
  const line = lineOf(item);
  const none = { itemId: null };
  if (type === 'page') return none;
  if (type === 'impression') {
    return { ...none, items: Array.from({ length: 6 }, (_, i) => lineOf(item + i)) };
  }
  if (type === 'purchase') return { ...none, items: [line], value: line.price, currency: 'EUR' };
  return { itemId: line.itemId, categories: line.categories };
}

function lineOf(item: number): OrderLine {
  return {
    itemId: `item-${item}`,
    quantity: 1,
    price: 5 + (item % 90),
    categories: [`category-${item % CATEGORIES}`],
  };
}
