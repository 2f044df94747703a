import { isEventTopic, partitionOf, type Topic } from '@freshet/events';
import type { Logger, Registry } from '@freshet/runtime';
import type { Log, OutgoingRecord } from '@freshet/stream';
import type { Durability, Message } from '../message.ts';
import {
  type EventRoute,
  type PendingMessage,
  type Publishing,
  publishAtomically,
  type Sent,
} from '../publishing.ts';
import { full, waitsInJournal } from './failures.ts';
import type { Journal } from './journal.ts';
import type { Call, Lane } from './lane.ts';
import { Lanes } from './lanes.ts';
import { createJournalMetrics } from './metrics.ts';
import { PendingRequest } from './request.ts';

/** What a message takes in the journal beside its key and value, at most, in bytes. */
const ENTRY_OVERHEAD_BYTES = 640;
/** Looks for late acknowledgements so many times within their time. */
const LOOKS = 4;

export interface JournaledPublishingOptions {
  readonly log: Log;
  readonly journal: Journal;
  /** How long an acknowledgement may take before the journal takes over, in ms. */
  readonly afterMs: number;
  readonly sent: Sent;
  readonly registry: Registry;
  readonly logger: Logger;
}

/** Messages of one request that share a lane, in order. */
interface Part {
  readonly lane: Lane;
  readonly messages: Message[];
}

/** What a lane wants the publisher to be given. */
interface Taken {
  readonly lane: Lane;
  readonly call: Call;
}

/** Publishing that goes on, into the journal, while the log is away; partition by partition. */
export class JournaledPublishing implements Publishing {
  readonly #o: JournaledPublishingOptions;
  readonly #closing = new AbortController();
  readonly #lanes: Lanes;
  readonly #timer: NodeJS.Timeout;
  #away = false;
  /** Atomic requests given to the log and not settled. */
  #atomic = 0;
  readonly events: EventRoute;

  constructor(options: JournaledPublishingOptions) {
    this.#o = options;
    const { log, journal, logger, sent, registry, afterMs } = options;
    const metrics = createJournalMetrics(registry, {
      bytes: () => journal.bytes,
      bytesMax: () => journal.bytesMax,
      backlog: () => this.#lanes.all.reduce((sum, { backlog }) => sum + backlog, 0),
      lanesBehind: () => this.#lanes.all.filter(({ behind }) => behind).length,
    });
    const laneOptions = {
      publisher: log.publisher,
      journal,
      logger,
      sent,
      closing: this.#closing.signal,
      journaled: (messages: number) => metrics.journaled.inc(messages),
      drained: (messages: number) => metrics.drained.inc(messages),
    };
    this.#lanes = new Lanes(laneOptions, journal.recovered);
    const isIdle = () => this.#lanes.idle && this.#atomic === 0;
    this.events = {
      hold: () => this.#lanes.hold(),
      release: (topic) => this.#lanes.release(topic),
      get idle() {
        return isIdle();
      },
    };
    this.#timer = setInterval(() => this.#look(), Math.max(1, afterMs / LOOKS)).unref();
    this.#look();
  }

  /**
   * Takes the messages at the moment of the call, so that calls in order are records in order within
   * a partition.
   * @throws FreshetError JOURNAL_FULL, JOURNAL_UNWRITABLE: answered 503, the client tries again.
   */
  async publish(topic: Topic, messages: readonly Message[]): Promise<Durability> {
    const parts = this.#partsOf(topic.name, messages);
    this.#requireRoom(parts);
    const request = new PendingRequest(parts.length);
    const taken: Taken[] = [];
    for (const { lane, messages: some } of parts) {
      const call = lane.take(some, request);
      if (call !== undefined) taken.push({ lane, call });
    }
    if (taken.length > 0) this.#submit(this.#topicOf(topic.name), taken);
    return request.done;
  }

  /** One call of the publisher for all lanes, each told of its own. */
  #submit(topic: string, taken: readonly Taken[]): void {
    const records: OutgoingRecord[] = [];
    const owners: Taken[] = [];
    for (const owner of taken) {
      const { partition } = owner.lane.name;
      for (const { key, value, ack, headers } of owner.call.messages) {
        records.push({ key, value, ack, partition, headers });
        owners.push(owner);
      }
    }
    try {
      this.#o.log.publisher.submit(topic, records, {
        written: (index, place) => owners[index]!.lane.written(owners[index]!.call, place),
        failed: (index, error) => owners[index]!.lane.failed(owners[index]!.call, error),
      });
    } catch (error) {
      for (const { lane, call } of taken) lane.failed(call, error);
    }
  }

  /**
   * A transaction cannot wait in the journal, and must not overtake events that do.
   * @throws FreshetError LOG_UNREACHABLE also while a partition's events go to the journal.
   */
  async publishAtomically({ name }: Topic, messages: readonly Message[]): Promise<Durability> {
    const { log, sent } = this.#o;
    for (const { lane } of this.#partsOf(name, messages)) {
      if (lane.behind) throw waitsInJournal(lane.name);
    }
    this.#atomic += 1;
    try {
      return await publishAtomically(log.publisher, this.#topicOf(name), messages, sent);
    } finally {
      this.#atomic -= 1;
    }
  }

  async find(id: string): Promise<PendingMessage | undefined> {
    for (const lane of this.#lanes.all) {
      const message = await lane.find(id);
      if (message !== undefined) return { ...lane.name, key: message.key, value: message.value };
    }
    return undefined;
  }

  /** Drains no more; what is under way is still noted, until journal and log are closed. */
  close(): void {
    clearInterval(this.#timer);
    this.#closing.abort();
  }

  #topicOf(name: string): string {
    return isEventTopic(name) ? this.#lanes.eventTopic : name;
  }

  #partsOf(name: string, messages: readonly Message[]): Part[] {
    const topic = this.#topicOf(name);
    const count = this.#o.log.admin.partitions(topic);
    const parts = new Map<Lane, Part>();
    for (const message of messages) {
      const lane = this.#lanes.of({ topic, partition: partitionOf(message.key, count) });
      const part = parts.get(lane);
      if (part === undefined) parts.set(lane, { lane, messages: [message] });
      else part.messages.push(message);
    }
    return [...parts.values()];
  }

  /** Before anything is taken: a request refused in part would be sent again as a whole. */
  #requireRoom(parts: readonly Part[]): void {
    if (!this.#away) return;
    const { journal } = this.#o;
    let bytes = 0;
    for (const { lane, messages } of parts) {
      if (!lane.behind) continue;
      for (const { key, value } of messages) {
        bytes += ENTRY_OVERHEAD_BYTES + Buffer.byteLength(key) + (value?.length ?? 0);
      }
    }
    if (bytes > 0 && journal.bytes + bytes > journal.bytesMax) {
      throw full(journal.bytes, bytes, journal.bytesMax);
    }
  }

  #look(): void {
    this.#lanes.settle();
    const oldest = performance.now() - this.#o.afterMs;
    const lanes = this.#lanes.all;
    for (const lane of lanes) lane.expire(oldest);
    const behind = lanes.filter((lane) => lane.behind).length;
    if (behind > 0 === this.#away) return;
    this.#away = behind > 0;
    const { journal, logger } = this.#o;
    const facts = { partitions: behind, journalBytes: journal.bytes };
    if (this.#away) logger.warn(facts, 'the journal has taken over');
    else logger.info(facts, 'the journal is drained, events go to the log again');
  }
}
