import {
  type BehaviourEvent,
  behaviourEventCodec,
  copiedEvent,
  isHandovers,
  Undecodable,
  UnknownSchema,
} from '@freshet/events';
import { FreshetError } from '@freshet/runtime';
import type { LogRecord } from '@freshet/stream';
import type { Consignment } from './destination.ts';
import { eventJson } from './event-json.ts';

/** Bytes of JSON in one delivery; a larger event goes alone. */
const BYTES_MAX = 256 * 1024;

/** A run of records that leave together, or one that cannot. `next`: the offset behind it. */
export type Step =
  | (Consignment & { readonly records: readonly LogRecord[]; readonly next: number })
  | { readonly unreadable: Undecodable; readonly record: LogRecord; readonly next: number };

export interface Cut {
  readonly eventsMax: number;
  /** An offset at which the first delivery ends, as it did when it was first tried. */
  readonly until: number | undefined;
  wants(event: BehaviourEvent): boolean;
}

/**
 * Cuts records into deliveries, one after another as they are taken; what is not wanted, and what is
 * only a copy, or no event, travels with what follows it.
 * @throws FreshetError SCHEMA_UNKNOWN, once all before that record has been handed out.
 */
export function* consign(records: readonly LogRecord[], cut: Cut): Generator<Step> {
  let open = emptyRun();
  for (const record of records) {
    const next = record.offset + 1;
    const event = decode(record);
    if (event instanceof Error) {
      if (open.records.length > 0) yield open;
      open = emptyRun();
      if (event instanceof FreshetError) throw event;
      yield { unreadable: event, record, next };
      continue;
    }
    const wanted = event !== 'nothing' && cut.wants(event) ? event : undefined;
    const json = wanted && eventJson(wanted);
    if (json !== undefined && open.bytes > 0 && open.bytes + Buffer.byteLength(json) > BYTES_MAX) {
      yield open;
      open = emptyRun();
    }
    open.next = next;
    open.records.push(record);
    if (json !== undefined) {
      open.events.push(json);
      open.bytes += Buffer.byteLength(json);
      open.newestAt = Math.max(open.newestAt, wanted!.receivedAt);
    }
    if (open.events.length < cut.eventsMax && next !== cut.until) continue;
    yield open;
    open = emptyRun();
  }
  if (open.records.length > 0) yield open;
}

interface Run extends Consignment {
  readonly records: LogRecord[];
  readonly events: string[];
  next: number;
  newestAt: number;
  bytes: number;
}

const emptyRun = (): Run => ({ records: [], events: [], next: 0, newestAt: 0, bytes: 0 });

type Decoded = BehaviourEvent | 'nothing' | Undecodable | FreshetError;

/** A copy is handed out where it was written, what is to be forgotten and what profiles tell each other nowhere. */
function decode({ value, offset, isForgotten }: LogRecord): Decoded {
  if (isForgotten) return 'nothing';
  if (value === null) return new Undecodable('behaviour-event', 'an empty value');
  if (isHandovers(value)) return 'nothing';
  try {
    return copiedEvent(value) === undefined ? behaviourEventCodec.decode(value) : 'nothing';
  } catch (error) {
    if (error instanceof Undecodable) return error;
    if (!(error instanceof UnknownSchema)) throw error;
    return new FreshetError('SCHEMA_UNKNOWN', `offset ${offset} cannot be read: ${error.message}`, {
      cause: error,
    });
  }
}
