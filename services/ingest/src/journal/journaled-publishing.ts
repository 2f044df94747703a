import { partitionOf, type Topic } from '@freshet/events';
import type { Logger, Registry } from '@freshet/runtime';
import type { Log, OutgoingRecord } from '@freshet/stream';
import type { Durability, Message } from '../message.ts';
import {
  type PendingMessage,
  type Publishing,
  publishAtomically,
  type Sent,
} from '../publishing.ts';
import { Backlog } from './backlog.ts';
import type { LaneName } from './entry.ts';
import { full, waitsInJournal } from './failures.ts';
import type { Journal } from './journal.ts';
import { type Call, Lane, type LaneOptions } from './lane.ts';
import { createJournalMetrics } from './metrics.ts';
import { PendingRequest } from './request.ts';

/** What a message takes in the journal beside its key and value, at most, in bytes. */
const ENTRY_OVERHEAD_BYTES = 512;
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
  /** By topic, then by partition. */
  readonly #lanes = new Map<string, Lane[]>();
  readonly #laneOptions: LaneOptions;
  readonly #timer: NodeJS.Timeout;
  #away = false;

  constructor(options: JournaledPublishingOptions) {
    this.#o = options;
    const { log, journal, logger, sent, registry, afterMs } = options;
    const metrics = createJournalMetrics(registry, {
      bytes: () => journal.bytes,
      backlog: () => this.#allLanes().reduce((sum, { backlog }) => sum + backlog, 0),
      lanesBehind: () => this.#allLanes().filter(({ behind }) => behind).length,
    });
    this.#laneOptions = {
      publisher: log.publisher,
      journal,
      logger,
      sent,
      closing: this.#closing.signal,
      journaled: (messages) => metrics.journaled.inc(messages),
      drained: (messages) => metrics.drained.inc(messages),
    };
    for (const backlog of journal.recovered) this.#open(backlog).resume();
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
    if (taken.length > 0) this.#submit(topic.name, taken);
    return request.done;
  }

  /** One call of the publisher for all lanes, each told of its own. */
  #submit(topic: string, taken: readonly Taken[]): void {
    const records: OutgoingRecord[] = [];
    const owners: Taken[] = [];
    for (const owner of taken) {
      const { partition } = owner.lane.name;
      for (const { key, value, ack } of owner.call.messages) {
        records.push({ key, value, ack, partition });
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
    return publishAtomically(log.publisher, name, messages, sent);
  }

  async find(id: string): Promise<PendingMessage | undefined> {
    for (const lane of this.#allLanes()) {
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

  #partsOf(topic: string, messages: readonly Message[]): Part[] {
    const count = this.#o.log.admin.partitions(topic);
    const parts = new Map<Lane, Part>();
    for (const message of messages) {
      const lane = this.#laneOf({ topic, partition: partitionOf(message.key, count) });
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

  #laneOf(name: LaneName): Lane {
    return this.#lanes.get(name.topic)?.[name.partition] ?? this.#open(new Backlog(name));
  }

  #open(backlog: Backlog): Lane {
    const { topic, partition } = backlog.name;
    const lanes = this.#lanes.get(topic) ?? [];
    this.#lanes.set(topic, lanes);
    const lane = new Lane(backlog, this.#laneOptions);
    lanes[partition] = lane;
    return lane;
  }

  /** Lanes come into being with their first message, so a topic's list has holes. */
  #allLanes(): Lane[] {
    return [...this.#lanes.values()].flatMap((lanes) => lanes.filter(() => true));
  }

  #look(): void {
    const oldest = performance.now() - this.#o.afterMs;
    const lanes = this.#allLanes();
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
