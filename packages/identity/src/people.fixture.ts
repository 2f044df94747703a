import {
  type BehaviourEvent,
  behaviourEventCodec,
  type Handover,
  profileKey,
} from '@freshet/events';
import { type Kept, nobody } from './kept.ts';
import type { Mergeable } from './passing-on.ts';
import { takeEvent } from './take-event.ts';
import { takeHandover } from './take-handover.ts';

export type State = readonly string[];

const mergeable: Mergeable<State> = {
  encode: (state) => Buffer.from(JSON.stringify(state)),
  decode: (bytes) => JSON.parse(Buffer.from(bytes).toString()) as State,
  leaving: (state) => state,
};

/** Profiles that tell each other at once what they have to say; the state of each is the ids of its events. */
export class People {
  readonly kept = new Map<string, Kept<State>>();
  #events = 0;

  /** Something that happens, 1 ms after what did before. */
  tell(fields: Partial<BehaviourEvent>): string {
    const at = ++this.#events;
    const event = { ...blank, receivedAt: at, at, id: `e${at}`, ...fields };
    this.#take(profileKey(event), event, undefined);
    return event.id;
  }

  of(key: string): Kept<State> {
    return this.kept.get(key) ?? nobody();
  }

  #take(
    key: string,
    event: BehaviourEvent,
    traveller: (Handover & { kind: 'event' }) | undefined,
  ): void {
    const kept = this.#at(key);
    const { isHere, handovers } = takeEvent(key, kept, event, traveller);
    if (isHere) kept.state = [...(kept.state ?? []), event.id];
    this.#pass(handovers);
  }

  #pass(handovers: readonly Handover[]): void {
    for (const handover of handovers) {
      if (handover.kind === 'event') {
        this.#take(handover.key, behaviourEventCodec.decode(handover.value), handover);
      } else this.#hear(handover);
    }
  }

  #hear(handover: Exclude<Handover, { kind: 'event' }>): void {
    const kept = this.#at(handover.key);
    const { arrived, handovers } = takeHandover(kept, handover, mergeable);
    if (arrived !== undefined) kept.state = [...(kept.state ?? []), ...arrived];
    this.#pass(handovers);
  }

  #at(key: string): Kept<State> {
    const kept = this.of(key);
    this.kept.set(key, kept);
    return kept;
  }
}

const blank: BehaviourEvent = {
  id: '',
  site: 's',
  type: 'view',
  userId: null,
  anonymousId: null,
  sessionId: null,
  itemId: null,
  categories: [],
  items: [],
  orderId: null,
  value: null,
  currency: null,
  occurredAt: null,
  receivedAt: 0,
  at: 0,
  recommId: null,
  position: null,
  context: null,
  properties: null,
  history: null,
  previousId: null,
  consent: null,
};
