import { createCodec } from './codec.ts';
import { version } from './schema-version.ts';

/** When a visitor was told to be another one, and by which event: the newest of several holds. */
export interface Edge {
  /** When ingest received the event, epoch ms. */
  at: number;
  /** Of the event. */
  id: string;
}

/** A profile that something was handed on from, and the edge it followed. */
export interface Hop extends Edge {
  key: string;
}

interface Passed {
  /** Of the profile it is for. */
  key: string;
  /** Of the event behind it. */
  at: number;
  receivedAt: number;
}

/** Something on its way to the profile where it stays. */
interface Travelling extends Passed {
  /** Profiles that it came through, the first one first; never empty. */
  path: Hop[];
  /** The newest edge of a cycle, which ends at this profile; null: no cycle was met. */
  since: Edge | null;
  value: Buffer;
}

/** You are `userId` now: hand over what you have. */
export interface Claim extends Passed {
  kind: 'claim';
  userId: string;
  since: Edge;
}

/** `userId`, whom you became, is erased; `since` says by which erasure. */
export interface Forgetting extends Passed {
  kind: 'forget';
  userId: string;
  since: Edge;
  /** Read from another namespace, where it was this user; not written. */
  isForeign?: true;
}

/** What was kept of who became this user. */
export interface MovedState extends Travelling {
  kind: 'state';
}

/** What somebody did who is this user by now. */
export interface MovedEvent extends Travelling {
  kind: 'event';
}

/** What one profile tells another. */
export type Handover = Claim | Forgetting | MovedState | MovedEvent;

/**
 * What one batch of one partition of events has profiles tell those of another partition. It lies among
 * the events themselves, since what a partition's state is must follow from one log.
 */
export interface Handovers {
  /** Only the group's processor in this namespace reads it. */
  namespace: string;
  group: string;
  sourcePartition: number;
  /** Offset in the source partition of the record behind each handover, rising. */
  readonly offsets: readonly number[];
  readonly handovers: readonly Handover[];
}

const written = createCodec<unknown>('handovers', [version(28, 'handovers.1')]);
const HEADER = Buffer.of(0, 0, 0, 0, written.versions[0]!.id);
const nothing = { userId: null, since: null, path: [], value: null };

export const handoversCodec = {
  ...written,
  encode: (batch: Handovers): Buffer =>
    written.encode({
      ...batch,
      handovers: batch.handovers.map((handover) => ({ ...nothing, ...handover })),
    }),
  decode: (bytes: Uint8Array): Handovers => written.decode(bytes) as Handovers,
};

/** Whether a record of a topic of events is no event, but what profiles tell each other. */
export function isHandovers(value: Uint8Array | null): boolean {
  return value !== null && HEADER.equals(value.subarray(0, HEADER.length));
}
