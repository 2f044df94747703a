import {
  agentFlag,
  type BotLimits,
  type FlagReason,
  ItemTallies,
  ProfilePaces,
  shippedLimits,
  visitedItems,
} from '@freshet/bots';
import { type BehaviourEvent, profileKey } from '@freshet/events';
import type { AddressOf } from '@freshet/runtime';
import type { FastifyRequest } from 'fastify';
import { type Caller, callerOf } from './caller.ts';
import { SourceNames } from './source-names.ts';

export interface BotWatchOptions {
  readonly addressOf: AddressOf;
  /** Epoch ms. */
  readonly clock: () => number;
  readonly limits?: BotLimits;
}

/**
 * Tells what bots send from what people do, before it is in the log: what every reader of the log sees then
 * is people, a replay needs no second judgement, and a flood never reaches the partition of its neighbours.
 * What it remembers is this process's own: where requests of a visitor go to `n` of them, `n` times as much
 * may pass.
 */
export class BotWatch {
  readonly #addressOf: AddressOf;
  readonly #clock: () => number;
  readonly #names = new SourceNames();
  readonly #paces: ProfilePaces;
  readonly #repeats: ItemTallies;
  readonly #shares: ItemTallies;

  constructor({ addressOf, clock, limits = shippedLimits }: BotWatchOptions) {
    this.#addressOf = addressOf;
    this.#clock = clock;
    this.#paces = new ProfilePaces(limits.pace);
    this.#repeats = new ItemTallies(limits.repeats);
    this.#shares = new ItemTallies(limits.share);
  }

  callerOf(request: FastifyRequest): Caller {
    return callerOf(request, (raw) => {
      const address = this.#addressOf(raw);
      return address === undefined ? undefined : this.#names.nameOf(address, this.#clock());
    });
  }

  /** Judges a live event, and counts it in. A server is believed that its visitors act as it says. */
  flag(event: BehaviourEvent, { page }: Caller): FlagReason | undefined {
    const told = toldAgent(event.context);
    const byName = told === undefined ? undefined : agentFlag(told);
    if (byName !== undefined || page === undefined) return byName;
    return agentFlag(page.agent, page.brands) ?? this.#byDeeds(event, page.source);
  }

  #byDeeds(event: BehaviourEvent, source: string | undefined): FlagReason | undefined {
    const { at, receivedAt, site } = event;
    const profile = profileKey(event);
    const items = visitedItems(event);
    const paced = this.#paces.flag(profile, { visits: items.length, at, receivedAt });
    if (paced !== undefined) return paced;
    if (this.#repeats.isOver(profile, { items, receivedAt })) return 'repeat';
    if (source === undefined) return undefined;
    return this.#shares.isOver(`${site}/${source}`, { items, receivedAt }) ? 'source' : undefined;
  }
}

/** What the event itself says it was done by. */
function toldAgent(context: string | null): string | undefined {
  if (context === null || !context.includes('"userAgent"')) return undefined;
  const { userAgent } = JSON.parse(context) as { readonly userAgent?: unknown };
  return typeof userAgent === 'string' && userAgent !== '' ? userAgent : undefined;
}
