import {
  attribute,
  emptyVisitor,
  isIdle,
  type Occasion,
  type Outcome,
  VISITOR_IDLE_MS,
  type Visitor,
} from '@freshet/attribution';
import {
  type BehaviourEvent,
  behaviourEventCodec,
  copiedEvent,
  decodeRecommId,
  eventOutline,
  isAgreedTo,
  type NamespaceTopics,
  profileKey,
  type RecommIdSigner,
  Undecodable,
} from '@freshet/events';
import { GROUPS, visitorCodec } from '@freshet/store';
import type { Decoded, Processor } from '@freshet/stream';
import { encodeOutcomes } from '../attribution/outcome-message.ts';
import { sourceOf } from './copied-source.ts';

/**
 * Most events have nothing to do with an answer, and none of these changes state; so the fence need not
 * follow each batch.
 */
const FLUSH_INTERVAL_MS = 500;

/** What matters without a `recommId`: money, who is who, and whom to forget. */
const ALWAYS = new Set(['purchase', 'refund', 'identify', 'erase']);

export interface AttributionOptions {
  readonly topics: Pick<NamespaceTopics, 'behaviourEvents' | 'attributionOutcomes'>;
  readonly signer: RecommIdSigner;
  /** Told of each `recommId` that was never given. */
  countUnknown(): void;
}

/**
 * Group `attribution`: behaviour.events → what is known of each visitor to attribute what they do, and
 * what each event adds to the figures. Nothing waits for an answer: its id says how it was made.
 */
export function createAttributionProcessor({
  topics: { behaviourEvents, attributionOutcomes },
  signer,
  countUnknown,
}: AttributionOptions): Processor<Occasion, Visitor, Outcome> {
  return {
    group: GROUPS.attribution,
    input: behaviourEvents,
    codec: visitorCodec,
    stateTtlS: VISITOR_IDLE_MS / 1000,
    flushIntervalMs: FLUSH_INTERVAL_MS,
    flushKeysMax: 1_000,
    decode({ value }): Decoded<Occasion> {
      // What is no event is a letter of profiles already.
      if (value === null) return nothing;
      const outline = eventOutline(value);
      if (outline !== undefined && outline.recommId === null && !ALWAYS.has(outline.type)) {
        return nothing;
      }
      const occasion = occasionOf(value);
      if (occasion === undefined) return nothing;
      const copy = copiedEvent(value);
      const inputs = [occasion];
      return copy === undefined ? { inputs } : { inputs, source: sourceOf(copy) };
    },
    key: ({ event }) => profileKey(event),
    at: ({ event }) => event.at,
    receivedAt: ({ event }) => event.receivedAt,
    process(occasion, known) {
      const { type, at } = occasion.event;
      if (type === 'erase') return { state: undefined, outputs: [] };
      const visitor = known === undefined || isIdle(known, at) ? emptyVisitor() : known;
      const outputs = attribute(visitor, occasion);
      return { state: visitor, outputs };
    },
    derived: {
      topic: attributionOutcomes.name,
      key: ({ cell }) => cell,
      encode: encodeOutcomes,
    },
  };

  /** undefined for an event that has to do with no answer. */
  function occasionOf(value: Uint8Array): Occasion | undefined {
    const event = eventIn(value);
    // Imported history may be imported again, and what it tells of was not answered by us.
    if (event === undefined || event.history !== null) return undefined;
    if (!isAgreedTo(event, 'analytics')) return undefined;
    if (event.recommId === null)
      return ALWAYS.has(event.type) ? { event, answer: null } : undefined;
    const answer = decodeRecommId(event.recommId, signer);
    if (answer !== undefined && answer.site === event.site) return { event, answer };
    countUnknown();
    return ALWAYS.has(event.type) ? { event, answer: null } : undefined;
  }
}

/** undefined for what is no event. @throws UnknownSchema. */
function eventIn(value: Uint8Array): BehaviourEvent | undefined {
  try {
    return behaviourEventCodec.decode(value);
  } catch (error) {
    if (error instanceof Undecodable) return undefined;
    throw error;
  }
}

const nothing: Decoded<Occasion> = { inputs: [] };
