import { setTimeout as delay } from 'node:timers/promises';
import { isRetriable, type Logger } from '@freshet/runtime';
import type { Place, Publisher } from '@freshet/stream';
import { type Message, weakest } from '../message.ts';
import type { Sent } from '../publishing.ts';
import { Backlog, idHash } from './backlog.ts';
import type { LaneName } from './entry.ts';
import type { Journal } from './journal.ts';
import type { PendingRequest } from './request.ts';

/**
 * Messages of one lane that drain together. A crash before they are noted as sent repeats them, so it
 * is half of what a profile remembers of its events' ids: all of them may be of one profile.
 */
const DRAIN_MAX = 128;
/** Pause after a drain that failed, in ms; the publisher itself waits for a log that is away. */
const DRAIN_RETRY_MS = 5_000;

export interface LaneOptions {
  readonly publisher: Publisher;
  readonly journal: Journal;
  readonly logger: Logger;
  readonly sent: Sent;
  /** Aborted when nothing more is to be drained. */
  readonly closing: AbortSignal;
  journaled(messages: number): void;
  drained(messages: number): void;
}

/** Messages given to the publisher and not settled. */
export interface Call {
  readonly messages: readonly Message[];
  readonly request: PendingRequest;
  /** By `performance.now()`. */
  readonly startedAt: number;
  /** Of those written so far, in order. */
  readonly places: Place[];
  hasFailed: boolean;
  /** Set once they are (to be) journaled as well: position of the last, undefined if refused. */
  cover: Promise<number | undefined> | undefined;
}

/**
 * One partition's way into the log. As a rule messages go straight to the publisher. When one is not
 * acknowledged in time the lane falls behind: all that is under way is journaled as well, in order,
 * and what comes later is journaled only, behind it. What the publisher still writes is taken out of
 * the backlog, the rest drains in order, and with an empty backlog the lane is straight again.
 *
 * The publisher must not give up by itself (`deliveryTimeoutMs: Infinity`): what it holds of a
 * partition then leaves in order, however long the log was away.
 */
export class Lane {
  readonly #o: LaneOptions;
  readonly #backlog: Backlog;
  /** In the order given to the publisher, which bounds it by bytes. */
  readonly #calls: Call[] = [];
  #behind = false;
  #appending = 0;
  #draining = false;
  #held = false;
  /** Where the backlog goes. */
  #target: string;
  /** A call failed, so its entries, and those of the calls after it, are drained again. */
  #keepEntries = false;

  constructor(backlog: Backlog, options: LaneOptions) {
    this.#backlog = backlog;
    this.#o = options;
    this.#target = backlog.name.topic;
  }

  get name(): LaneName {
    return this.#backlog.name;
  }

  /** Whether messages go to the journal now. */
  get behind(): boolean {
    return this.#behind;
  }

  /** Nothing of it is on its way to the log. */
  get idle(): boolean {
    return this.#calls.length === 0 && !this.#draining;
  }

  /** Messages in the journal that the log may not have. */
  get backlog(): number {
    return this.#backlog.size;
  }

  /** What an earlier process left goes first. */
  resume(): void {
    this.#behind = this.#backlog.size > 0;
    this.#advance();
  }

  /** Everything goes to the journal from now on, and nothing new to the log. */
  hold(): void {
    this.#held = true;
    this.#fallBehind();
  }

  /** Ends a hold; the backlog goes to `target`, the lane's own topic or another one. */
  release(target: string): void {
    this.#held = false;
    this.#target = target;
    if (this.#behind) this.#advance();
  }

  /**
   * Takes messages in the order of the calls. Answers with what the publisher is to be given at once,
   * and the lane to be told of; undefined where they go to the journal.
   */
  take(messages: readonly Message[], request: PendingRequest): Call | undefined {
    if (this.#behind) {
      void this.#append(messages, request);
      return undefined;
    }
    const startedAt = performance.now();
    const call = { messages, request, startedAt, places: [], hasFailed: false, cover: undefined };
    this.#calls.push(call);
    return call;
  }

  /** The next message of the call is in the log. */
  written(call: Call, place: Place): void {
    if (call.places.push(place) === call.messages.length) this.#written(call);
  }

  /** A message of the call may not be in the log; the first failure is that of the whole call. */
  failed(call: Call, error: unknown): void {
    if (call.hasFailed) return;
    call.hasFailed = true;
    this.#failed(call, error);
  }

  /** Falls behind if something was given to the publisher before `oldest` (`performance.now()`). */
  expire(oldest: number): void {
    const [first] = this.#calls;
    if (!this.#behind && first !== undefined && first.startedAt < oldest) this.#fallBehind();
  }

  /** The newest message of this id that the log may not have. */
  async find(id: string): Promise<Pick<Message, 'id' | 'key' | 'value'> | undefined> {
    for (const located of this.#backlog.withIdHash(idHash(id))) {
      const message = await this.#o.journal.read(located);
      if (message.id === id) return message;
    }
    return this.#calls.flatMap(({ messages }) => messages).findLast((message) => message.id === id);
  }

  #fallBehind(): void {
    this.#behind = true;
    for (const call of this.#calls) {
      call.cover ??= this.#append(call.messages, call.request);
    }
  }

  async #append(
    messages: readonly Message[],
    request: PendingRequest,
  ): Promise<number | undefined> {
    this.#appending += 1;
    try {
      const entries = messages.map((message) => ({ ...this.name, message }));
      const located = await this.#o.journal.append(entries);
      for (const entry of located) this.#backlog.push(entry);
      this.#o.journaled(messages.length);
      request.taken('journal');
      return located.at(-1)?.position;
    } catch (error) {
      request.refused(error);
      return undefined;
    } finally {
      this.#appending -= 1;
      this.#advance();
    }
  }

  #written(call: Call): void {
    const { messages, places, request, cover } = call;
    this.#o.sent(this.name.topic, messages, places, { inOrder: true });
    if (cover === undefined) {
      request.taken(weakest(messages));
      this.#settled(call);
    } else {
      void this.#uncover(call, cover);
    }
  }

  /** The publisher was quicker than the drain: what it wrote leaves the backlog. */
  async #uncover(call: Call, cover: Promise<number | undefined>): Promise<void> {
    const position = await cover;
    if (position !== undefined && !this.#keepEntries) await this.#forget(position);
    this.#settled(call);
  }

  #failed(call: Call, error: unknown): void {
    if (call.cover === undefined && !isRetriable(error)) {
      call.request.refused(error);
      this.#settled(call);
      return;
    }
    this.#fallBehind();
    this.#keepEntries = true;
    void call.cover?.then(() => this.#settled(call));
  }

  #settled(call: Call): void {
    this.#calls.splice(this.#calls.indexOf(call), 1);
    if (this.#behind) this.#advance();
  }

  /** Drains once the publisher holds nothing of the lane; goes straight once nothing is left. */
  #advance(): void {
    if (!this.#behind || this.#held || !this.idle) return;
    if (this.#backlog.size > 0) {
      if (!this.#o.closing.aborted) void this.#drain();
    } else if (this.#appending === 0) {
      this.#behind = false;
      this.#keepEntries = false;
    }
  }

  async #drain(): Promise<void> {
    const { closing, logger } = this.#o;
    this.#draining = true;
    while (this.#backlog.size > 0 && !closing.aborted && !this.#held) {
      try {
        await this.#drainSome();
      } catch (err) {
        if (closing.aborted) break;
        logger.error({ err, ...this.name, backlog: this.backlog }, 'journal does not drain');
        await delay(DRAIN_RETRY_MS, undefined, { signal: closing }).catch(() => undefined);
      }
    }
    this.#draining = false;
    this.#advance();
  }

  async #drainSome(): Promise<void> {
    const { journal, publisher, sent, drained } = this.#o;
    const some = this.#backlog.front(DRAIN_MAX);
    const read = await Promise.all(some.map((located) => journal.read(located)));
    const messages = read.map((message) => ({ ...message, ack: 'all' as const }));
    // By key: the partition count may be another than the one these were journaled under.
    const records = messages.map(({ key, value, headers }) => ({ key, value, headers }));
    const target = this.#target;
    const places = await publisher.publish(target, records);
    // Several lanes of another topic may drain into one partition.
    sent(target, messages, places, { inOrder: target === this.name.topic });
    await this.#forget(some.at(-1)!.position);
    drained(messages.length);
  }

  /** Before more is drained, so that a crash repeats no more than was under way. */
  async #forget(position: number): Promise<void> {
    const dropped = this.#backlog.dropThrough(position);
    await this.#o.journal.sent({ ...this.name, position }, dropped);
  }
}
