import { isEventTopic } from '@freshet/events';
import type { Place } from '@freshet/stream';
import type { Message } from '../message.ts';

/** What a kept message costs in memory beside its value, roughly, in bytes. */
const MESSAGE_OVERHEAD_BYTES = 500;

/** Messages that the log acknowledged together. */
export interface SentBatch {
  readonly topic: string;
  readonly messages: readonly Message[];
  /** Of each message; offset −1 where the ack level leaves it unknown. */
  readonly places: readonly Place[];
  /** Epoch ms. */
  readonly sentAt: number;
  readonly bytes: number;
  /** `lost`: no longer in the log. `resending`: on its way into the log again. */
  state: 'sent' | 'lost' | 'resending';
}

export interface SentMessagesOptions {
  /** Bytes of memory at which the oldest are forgotten, signed off or not. */
  readonly bytesMax: number;
  /** Epoch ms. */
  readonly clock: () => number;
}

/**
 * Where the log has the newest events, and their content until nobody can need it again. Kept in
 * memory, a batch at a time: a table on disk would cost every event a write, to answer what the log
 * itself, which has it on three disks, makes a rare question.
 */
export class SentMessages {
  readonly #o: SentMessagesOptions;
  /** The oldest first; bounded by bytesMax. */
  readonly #batches = new Set<SentBatch>();
  /** Newest offset acknowledged, by topic and partition. */
  readonly #newest = new Map<string, number[]>();
  /** By topic and partition: the consumer that signs off has done with everything before. */
  readonly #signedOff = new Map<string, readonly number[]>();
  #bytes = 0;
  #forgotten = 0;

  constructor(options: SentMessagesOptions) {
    this.#o = options;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Messages forgotten before they were signed off, for want of room. */
  get forgotten(): number {
    return this.#forgotten;
  }

  /**
   * The log has these. Where they come in the order of their offsets, one below an earlier one means
   * that the log lost what it had from there on.
   */
  add(
    topic: string,
    messages: readonly Message[],
    places: readonly Place[],
    { inOrder }: { readonly inOrder: boolean },
  ): void {
    if (!isEventTopic(topic)) return;
    const newest = this.#newest.get(topic) ?? [];
    this.#newest.set(topic, newest);
    for (const { partition, offset } of inOrder ? places : []) {
      if (offset < 0) continue;
      if (offset <= (newest[partition] ?? -1)) this.#markLost(topic, partition, offset);
      newest[partition] = offset;
    }
    let bytes = messages.length * MESSAGE_OVERHEAD_BYTES;
    for (const { value } of messages) bytes += value?.length ?? 0;
    const sentAt = this.#o.clock();
    this.#batches.add({ topic, messages, places, sentAt, bytes, state: 'sent' });
    this.#bytes += bytes;
    this.#keepBound();
  }

  /** The newest message of this id. */
  find(id: string): { batch: SentBatch; index: number } | undefined {
    let found: { batch: SentBatch; index: number } | undefined;
    for (const batch of this.#batches) {
      const { messages } = batch;
      for (let index = 0; index < messages.length; index++) {
        if (messages[index]!.id === id) found = { batch, index };
      }
    }
    return found;
  }

  /** Topics that something was sent to and is still known of. */
  get topics(): readonly string[] {
    return [...new Set([...this.#batches].map(({ topic }) => topic))];
  }

  /** `next`: by partition, where the consumer that signs off goes on. */
  signOff(topic: string, next: readonly number[]): void {
    this.#signedOff.set(topic, next);
  }

  isSignedOff({ topic, places, state }: SentBatch, index: number): boolean {
    const { partition, offset } = places[index]!;
    return (
      state === 'sent' && offset >= 0 && offset < (this.#signedOff.get(topic)?.[partition] ?? 0)
    );
  }

  /** What was sent before `sentBefore` (epoch ms), should be in the log and is not signed off. */
  unsigned(sentBefore: number): SentBatch[] {
    return [...this.#batches].filter(
      (batch) => batch.sentAt < sentBefore && batch.state === 'sent' && !this.#isDone(batch),
    );
  }

  lost(): SentBatch[] {
    return [...this.#batches].filter(({ state }) => state === 'lost');
  }

  forget(batch: SentBatch): void {
    if (this.#batches.delete(batch)) this.#bytes -= batch.bytes;
  }

  /** Drops all that was sent there. */
  forgetTopic(topic: string): void {
    for (const batch of this.#batches) if (batch.topic === topic) this.forget(batch);
  }

  /** Drops what is signed off and was sent before `sentBefore` (epoch ms); how many messages. */
  clean(sentBefore: number): number {
    let dropped = 0;
    for (const batch of this.#batches) {
      if (batch.sentAt >= sentBefore) break;
      if (!this.#isDone(batch)) continue;
      this.forget(batch);
      dropped += batch.messages.length;
    }
    return dropped;
  }

  /** What of the partition is unsigned and was at `offset` or behind it is not in the log any more. */
  #markLost(topic: string, partition: number, offset: number): void {
    for (const batch of this.#batches) {
      if (batch.topic !== topic) continue;
      const wasThere = batch.places.some((p) => p.partition === partition && p.offset >= offset);
      if (wasThere && batch.state === 'sent' && !this.#isDone(batch)) batch.state = 'lost';
    }
  }

  /** Every message is signed off, or of an ack level under which nobody can say. */
  #isDone(batch: SentBatch): boolean {
    return batch.places.every(({ offset }, i) => offset < 0 || this.isSignedOff(batch, i));
  }

  #keepBound(): void {
    for (const batch of this.#batches) {
      if (this.#bytes <= this.#o.bytesMax) return;
      this.forget(batch);
      if (!this.#isDone(batch)) this.#forgotten += batch.messages.length;
    }
  }
}
