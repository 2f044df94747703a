import {
  type BehaviourEvent,
  behaviourEventCodec,
  copiedEvent,
  type DashboardAct,
  dashboardActsCodec,
  isAgreedTo,
  isHandovers,
  profileKey,
  tiedErasures,
  type Topic,
  topics,
  Undecodable,
} from '@freshet/events';
import type { Decoded, Processor } from '@freshet/stream';
import { follow, newVisit, type Visit } from './visit.ts';
import { visitCodec } from './visit-value.ts';

/** Seconds after their last event when a visitor is forgotten; a retry does not come later. */
const VISIT_IDLE_S = 2 * 86_400;
/** Acts are published with each batch; that state follows later only makes a crash repeat more of them. */
const FLUSH_INTERVAL_MS = 1_000;
/** No topic of events has as many partitions. */
const PARTITIONS_BOUND = 65_536;

/**
 * What catalogue and tracking plan say of an event now. Not functions of the log: after a crash another
 * answer may come, and is dropped with the rest of its act.
 */
export interface Judges {
  isInCatalogue(event: BehaviourEvent): boolean | null;
  problemsOf(event: BehaviourEvent): DashboardAct['problems'];
}

export interface EventSource {
  readonly group: string;
  readonly topic: Topic;
  /** Of the topic among those of events: 0 is the first. */
  readonly number: number;
  readonly judges: Judges;
}

/** behaviour.events → each visitor's visit, and what each event adds to the history in dashboard.acts. */
export function createVisitsProcessor({
  group,
  topic,
  number,
  judges,
}: EventSource): Processor<BehaviourEvent, Visit, DashboardAct> {
  return {
    group,
    input: topic,
    codec: visitCodec,
    stateTtlS: VISIT_IDLE_S,
    flushIntervalMs: FLUSH_INTERVAL_MS,
    flushKeysMax: 1_000,
    decode: ({ value }) => decodeOriginal(value),
    key: profileKey,
    at: (event) => event.at,
    receivedAt: (event) => event.receivedAt,
    process(event, known) {
      if (event.type === 'erase') return { state: undefined, outputs: [] };
      const visit = known ?? newVisit();
      const followed = follow(visit, event);
      const problems = judges.problemsOf(event);
      const id = problems.length === 0 ? null : event.id;
      const isInCatalogue = judges.isInCatalogue(event);
      return { state: visit, outputs: [{ ...followed, isInCatalogue, problems, id }] };
    },
    derived: {
      topic: topics.dashboardActs.name,
      // One partition: the key is not looked at.
      key: ({ site }) => site,
      encode: (partition, { offsets, outputs }) =>
        dashboardActsCodec.encode({
          sourcePartition: number * PARTITIONS_BOUND + partition,
          offsets,
          acts: outputs,
        }),
    },
  };
}

/** A copy is counted where it was written; what cannot be read is a letter of others already. */
function decodeOriginal(value: Uint8Array | null): Decoded<BehaviourEvent> {
  if (value === null) return { inputs: [] };
  try {
    if (isHandovers(value)) return { inputs: tiedErasures(value) };
    if (copiedEvent(value) !== undefined) return { inputs: [] };
    const event = behaviourEventCodec.decode(value);
    return { inputs: isAgreedTo(event, 'analytics') ? [event] : [] };
  } catch (error) {
    if (error instanceof Undecodable) return { inputs: [] };
    throw error;
  }
}
