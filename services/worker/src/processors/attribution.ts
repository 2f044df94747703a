import {
  attribute,
  emptyVisitor,
  isIdle,
  mergeVisitors,
  type Occasion,
  type Outcome,
  VISITOR_IDLE_MS,
  type Visitor,
  type Witness,
} from '@freshet/attribution';
import {
  type BehaviourEvent,
  behaviourEventCodec,
  decodeRecommId,
  eventOutline,
  isAgreedTo,
  type Namespace,
  type NamespaceTopics,
  parseProfileKey,
  type RecommIdSigner,
  Undecodable,
} from '@freshet/events';
import { GROUPS, visitorCodec } from '@freshet/store';
import { encodeOutcomes } from '../attribution/outcome-message.ts';
import { handoverScope } from '../identity/handover-message.ts';
import { type ByVisitor, identified } from '../identity/identified.ts';

/**
 * Most events have nothing to do with an answer, and none of these changes state; so the fence need not
 * follow each batch.
 */
const FLUSH_INTERVAL_MS = 500;

/** What matters without a `recommId`: money, who is who, and whom to forget. */
const ALWAYS = new Set(['purchase', 'refund', 'identify', 'alias', 'erase']);

export interface AttributionOptions {
  readonly namespace: Pick<Namespace, 'name' | 'to'>;
  readonly topics: Pick<NamespaceTopics, 'behaviourEvents' | 'attributionOutcomes'>;
  readonly signer: RecommIdSigner;
  /** Told of each `recommId` that was never given. */
  countUnknown(): void;
  /** Told of each act that counts at a place. */
  readonly witness?: Witness;
}

/**
 * Group `attribution`: behaviour.events → what is known of each visitor to attribute what they do, and
 * what each event adds to the figures. Nothing waits for an answer: its id says how it was made.
 */
export function createAttributionProcessor({
  topics: { behaviourEvents, attributionOutcomes },
  namespace,
  signer,
  countUnknown,
  witness,
}: AttributionOptions) {
  const visitors: ByVisitor<Occasion, Visitor, Outcome> = {
    group: GROUPS.attribution,
    input: behaviourEvents,
    codec: visitorCodec,
    stateTtlS: VISITOR_IDLE_MS / 1000,
    flushIntervalMs: FLUSH_INTERVAL_MS,
    flushKeysMax: 1_000,
    read(value) {
      // What is no event is a letter of profiles already.
      if (value === null) return undefined;
      const outline = eventOutline(value);
      if (outline !== undefined && outline.recommId === null && !ALWAYS.has(outline.type)) {
        return undefined;
      }
      return occasionOf(value);
    },
    eventOf: ({ event }) => event,
    process(occasion, known) {
      const { at } = occasion.event;
      const visitor = known === undefined || isIdle(known, at) ? emptyVisitor() : known;
      const outputs = attribute(visitor, occasion, witness);
      return { state: visitor, outputs };
    },
    leaving: (visitor) => visitor,
    merge(own, other, { key, at, receivedAt }) {
      const merging = { site: parseProfileKey(key).site, at, receivedAt, witness };
      const { visitor, outcomes } = mergeVisitors(own, other, merging);
      return { state: visitor, outputs: outcomes };
    },
    derived: {
      topic: attributionOutcomes.name,
      key: ({ cell }) => cell,
      encode: encodeOutcomes,
    },
  };
  return identified(visitors, handoverScope(namespace, behaviourEvents.name));

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
