import { linesOf, totalOf } from '@freshet/attribution';
import { isBotAgent } from '@freshet/bots';
import { type BehaviourEvent, type DashboardAct, profileKey } from '@freshet/events';
import { hash48 } from '@freshet/recommend';
import { agentOf, pageOf } from './page.ts';

/** Items of one act that are counted. */
const ITEMS_MAX = 50;

/** How far a visitor has come: each stage is also the ones before it. */
export type Stage = 'view' | 'cart' | 'purchase';

/** What only the catalogue and the tracking plan can tell. */
export type Judged = 'isInCatalogue' | 'id' | 'problems';

/** What is told of an event without knowing what its visitor did before. */
export type Act = Omit<DashboardAct, Judged | 'isDuplicate' | 'startsSession' | 'left'>;

const stages: Readonly<Record<string, Stage>> = {
  view: 'view',
  click: 'view',
  cart: 'cart',
  purchase: 'purchase',
};

export function actOf(event: BehaviourEvent): Act {
  const { site, at, receivedAt, type } = event;
  const stage = stages[type] ?? null;
  // What scrolls past or was bought together is not what people look at.
  const agent = agentOf(event.context);
  const counted = stage === null ? [] : linesOfItems(event);
  return {
    site,
    at,
    receivedAt,
    type,
    visitor: hash48(profileKey(event)),
    items: counted.map(({ itemId }) => itemId),
    categories: [...new Set(counted.flatMap(({ categories }) => categories))],
    stage,
    revenue: type === 'purchase' ? revenueOf(event) : null,
    page: type === 'page' ? pageOf(event.context) : null,
    isBot: agent === null ? null : isBotAgent(agent),
  };
}

function linesOfItems({ itemId, categories, items }: BehaviourEvent) {
  const own = itemId === null ? [] : [{ itemId, categories }];
  return [...own, ...items].slice(0, ITEMS_MAX);
}

function revenueOf(event: BehaviourEvent) {
  return { currency: event.currency ?? '', sum: totalOf(linesOf(event), event) };
}
