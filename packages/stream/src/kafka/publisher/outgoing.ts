import type { Ack } from '../../log.ts';

/** One accepted record on its way, already bound to its partition. */
export interface Outgoing {
  readonly topic: string;
  readonly partition: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly ack: Ack;
  /** What it holds in memory, in bytes. */
  readonly bytes: number;
  /** Epoch ms at which it was accepted. */
  readonly acceptedAt: number;
  readonly call: PublishCall;
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

/** One call of `publish`: settles when its last record does, fails with its first failure. */
export class PublishCall {
  readonly done: Promise<void>;
  readonly offsets: number[];
  #missing: number;
  #resolve!: () => void;
  #reject!: (error: Error) => void;

  constructor(records: number) {
    this.offsets = Array.from({ length: records }, () => -1);
    this.#missing = records;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  written(index: number, offset: number): void {
    this.offsets[index] = offset;
    this.#missing -= 1;
    if (this.#missing === 0) this.#resolve();
  }

  failed(error: Error): void {
    this.#reject(error);
  }
}
