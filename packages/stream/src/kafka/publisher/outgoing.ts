import type { Ack, RecordResults } from '../../log.ts';
import type { RecordHeaders } from '../../record-headers.ts';

/** One accepted record on its way, already bound to its partition. */
export interface Outgoing {
  readonly topic: string;
  readonly partition: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: RecordHeaders | undefined;
  readonly ack: Ack;
  /** What it holds in memory, in bytes. */
  readonly bytes: number;
  /** Epoch ms at which it was accepted. */
  readonly acceptedAt: number;
  readonly results: RecordResults;
  /** Its place among the records of the call. */
  readonly index: number;
}

/** Records of one partition that go in one request, in order. */
export interface PartitionBatch {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly Outgoing[];
}

/** What one produce request carries. */
export interface ProduceRequest {
  readonly ack: Ack;
  readonly batches: readonly PartitionBatch[];
}
