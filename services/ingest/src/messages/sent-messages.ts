import {
  type BehaviourEvent,
  behaviourEventCodec,
  eventPrefix,
  isEventTopic,
  profileKey,
} from '@freshet/events';
import type { Place } from '@freshet/stream';
import type { Message } from '../message.ts';
import { type EntryState, SentPage } from './sent-page.ts';

export interface SentMessagesOptions {
  /** Bytes of memory at which the oldest are forgotten, signed off or not; at least a page, 0: keeps none. */
  readonly bytesMax: number;
  /** Epoch ms. */
  readonly clock: () => number;
}

/** One event that the log acknowledged. */
export interface SentMessage extends Place {
  readonly topic: string;
  readonly value: Uint8Array;
  /** Epoch ms. */
  readonly sentAt: number;
  readonly state: EntryState;
  /** Whether its profile has it. */
  readonly signedOff: boolean;
}

/** A lost event on its way into the log again. */
export interface Resend {
  readonly page: SentPage;
  readonly index: number;
  readonly message: Message;
  readonly event: BehaviourEvent;
}

/**
 * Where the log has the newest events, and their content until nobody can need it again. Kept in
 * memory: a table on disk would cost every event a write, to answer what the log itself, which has it
 * on three disks, makes a rare question.
 */
export class SentMessages {
  readonly #o: SentMessagesOptions;
  /** The oldest first; bounded by bytesMax. */
  #pages: SentPage[] = [];
  /** Newest offset acknowledged, by topic and partition. */
  readonly #newest = new Map<string, number[]>();
  /** By topic and partition: the consumer that signs off has done with everything before. */
  readonly #signedOff = new Map<string, readonly number[]>();
  #forgotten = 0;

  constructor(options: SentMessagesOptions) {
    this.#o = options;
  }

  get bytes(): number {
    return this.#pages.reduce((sum, { bytes }) => sum + bytes, 0);
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
    if (this.#o.bytesMax === 0 || !isEventTopic(topic)) return;
    const sentAt = this.#o.clock();
    const newest = this.#newestOf(topic);
    for (let i = 0; i < messages.length; i++) {
      const place = places[i]!;
      if (inOrder && place.offset >= 0) this.#follow(topic, newest, place);
      this.#keep(topic, messages[i]!.value!, place, sentAt);
    }
  }

  /** The newest message of this id. */
  find(id: string): SentMessage | undefined {
    const prefix = eventPrefix(id);
    for (const page of this.#pages.toReversed()) {
      for (const index of page.startingWith(prefix)) {
        const state = page.state(index);
        if (state === 'done') continue;
        return {
          topic: page.topic,
          value: page.value(index),
          partition: page.partition(index),
          offset: page.offset(index),
          sentAt: page.sentAt(index),
          state,
          signedOff: this.#isSignedOff(page, index),
        };
      }
    }
    return undefined;
  }

  /** Topics that something was sent to and is still known of. */
  get topics(): readonly string[] {
    return [...new Set(this.#pages.map(({ topic }) => topic))];
  }

  /** `next`: by partition, where the consumer that signs off goes on. */
  signOff(topic: string, next: readonly number[]): void {
    this.#signedOff.set(topic, next);
  }

  /** Drops all that was sent there. */
  forgetTopic(topic: string): void {
    this.#pages = this.#pages.filter((page) => page.topic !== topic);
  }

  /**
   * How many of each topic were sent before `sentBefore` (epoch ms), should be in the log and are not
   * signed off.
   */
  overdue(sentBefore: number): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const page of this.#pages) {
      const late = page.where((i) => page.sentAt(i) < sentBefore && this.#isUnsigned(page, i));
      if (late.length > 0) counts.set(page.topic, (counts.get(page.topic) ?? 0) + late.length);
    }
    return counts;
  }

  /** Of the overdue, what lies at or behind its partition's end is not in the log any more. */
  missing(topic: string, ends: ReadonlyMap<number, number>, sentBefore: number): void {
    this.#lose(
      topic,
      (page, i) =>
        page.sentAt(i) < sentBefore && page.offset(i) >= (ends.get(page.partition(i)) ?? 0),
    );
  }

  /** Lost events in the order in which they were sent first, `max` at most, to be sent again. */
  takeLost(max: number): Resend[] {
    const taken: Resend[] = [];
    for (const page of this.#pages) {
      const lost = page.where((i) => page.state(i) === 'lost').slice(0, max - taken.length);
      for (const index of lost) {
        page.setState(index, 'resending');
        const value = page.value(index);
        const event = behaviourEventCodec.decode(value);
        taken.push({ page, index, message: messageOf(event, value), event });
      }
    }
    return taken;
  }

  /** What became of a resend: a new entry has taken its place, or it has to be tried again. */
  resent(resends: readonly Resend[], { taken }: { readonly taken: boolean }): void {
    for (const { page, index } of resends) page.setState(index, taken ? 'done' : 'lost');
    if (taken) this.#dropDone();
  }

  /** Drops what is signed off and was sent before `sentBefore` (epoch ms); how many messages. */
  clean(sentBefore: number): number {
    let dropped = 0;
    for (const page of this.#pages) {
      const done = page.where(
        (i) =>
          page.sentAt(i) < sentBefore && page.state(i) === 'sent' && this.#needsNothing(page, i),
      );
      for (const index of done) page.setState(index, 'done');
      dropped += done.length;
    }
    this.#dropDone();
    return dropped;
  }

  #newestOf(topic: string): number[] {
    const newest = this.#newest.get(topic) ?? [];
    this.#newest.set(topic, newest);
    return newest;
  }

  #follow(topic: string, newest: number[], { partition, offset }: Place): void {
    if (offset <= (newest[partition] ?? -1)) this.#markLost(topic, partition, offset);
    newest[partition] = offset;
  }

  /** What of the partition is unsigned and was at `offset` or behind it is not in the log any more. */
  #markLost(topic: string, partition: number, offset: number): void {
    this.#lose(topic, (page, i) => page.partition(i) === partition && page.offset(i) >= offset);
  }

  #lose(topic: string, isGone: (page: SentPage, index: number) => boolean): void {
    for (const page of this.#pages) {
      if (page.topic !== topic) continue;
      for (const index of page.where((i) => isGone(page, i) && this.#isUnsigned(page, i))) {
        page.setState(index, 'lost');
      }
    }
  }

  #keep(topic: string, value: Uint8Array, place: Place, sentAt: number): void {
    const newest = this.#pages.at(-1);
    if (newest?.topic === topic && newest.add(value, place, sentAt)) return;
    const page = new SentPage(topic, value.length);
    this.#pages.push(page);
    page.add(value, place, sentAt);
    this.#keepBound();
  }

  #keepBound(): void {
    while (this.#pages.length > 1 && this.bytes > this.#o.bytesMax) {
      const page = this.#pages.shift()!;
      const isDone = (i: number) => page.state(i) === 'done' || this.#needsNothing(page, i);
      this.#forgotten += page.where((i) => !isDone(i)).length;
    }
  }

  #dropDone(): void {
    this.#pages = this.#pages.filter(({ isDone }) => !isDone);
  }

  #isUnsigned(page: SentPage, index: number): boolean {
    return page.state(index) === 'sent' && !this.#needsNothing(page, index);
  }

  /** Signed off, or of an ack level under which nobody can say. */
  #needsNothing(page: SentPage, index: number): boolean {
    return page.offset(index) < 0 || this.#isSignedOff(page, index);
  }

  #isSignedOff(page: SentPage, index: number): boolean {
    const offset = page.offset(index);
    const isInLog = page.state(index) === 'sent' && offset >= 0;
    return isInLog && offset < (this.#signedOff.get(page.topic)?.[page.partition(index)] ?? 0);
  }
}

/** With the strongest ack: what was lost once is not left to luck again. */
function messageOf(event: BehaviourEvent, value: Uint8Array): Message {
  return { id: event.id, key: profileKey(event), value, ack: 'all' };
}
