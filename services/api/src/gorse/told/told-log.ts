import {
  type BehaviourEvent,
  behaviourEventCodec,
  partitionOf,
  profileKey,
  uncopied,
  unlessUnreadable,
} from '@freshet/events';
import {
  type Log,
  type LogRecord,
  type Namespaces,
  liveEventTopic,
  type PartitionOffsets,
} from '@freshet/stream';
import { Turns } from '../turns.ts';
import { Deletions } from './deletions.ts';
import type { ToldDeletion } from './told-event.ts';

/** Records of the log that one answer looks at; of more the newest. */
export const RECORDS_MAX = 500_000;
/** Calls that wait for the one that reads; further ones are refused. */
const WAITING_MAX = 16;
const RETRY_S = 2;

export interface ToldSources {
  /** Without what is to be forgotten. */
  readonly log: Pick<Log, 'admin' | 'read'>;
  readonly namespaces: Pick<Namespaces, 'plan'>;
}

/** Where a page of the log begins. */
export interface LogPlace {
  readonly partition: number;
  readonly offset: number;
}

/** Told of each event; false has the reading end. */
type Take = (event: BehaviourEvent) => boolean;
/** The same of a page, with what tells whether feedback in it was deleted behind it. */
type TakeInPage = (event: BehaviourEvent, isDeleted: IsDeleted) => boolean;
type IsDeleted = (feedback: ToldDeletion) => boolean;

/**
 * What sites have told, read from the log when somebody asks: it is kept there anyway, and who is forgotten is
 * forgotten there. One reading at a time, so that nobody slows down what answers visitors.
 */
export class ToldLog {
  readonly #sources: ToldSources;
  readonly #deletions = new Deletions();
  readonly #turns = new Turns({
    waitingMax: WAITING_MAX,
    refusal: {
      code: 'READERS_TOO_MANY',
      message: `${WAITING_MAX} calls wait to read the log already; ask again.`,
    },
    retryS: RETRY_S,
  });

  constructor(sources: ToldSources) {
    this.#sources = sources;
  }

  /** Every event of a user, oldest first, under this id. @throws HttpProblem 503; FreshetError LOG_UNREACHABLE. */
  ofUser(site: string, userId: string, take: Take): Promise<void> {
    const key = Buffer.from(profileKey({ site, userId, anonymousId: null }));
    return this.#turns.take(async () => {
      const { name } = await this.#topic();
      const partition = partitionOf(key, this.#sources.log.admin.partitions(name));
      const spans = await this.#spans(name, [partition]);
      await this.#read(name, spans, (record) => isOf(record, key) && taken(record, take));
    });
  }

  /** Every event of a site whose record has these bytes in it. */
  withText(site: string, text: string, take: Take): Promise<void> {
    const bytes = Buffer.from(text);
    return this.#turns.take(async () => {
      const { name } = await this.#topic();
      await this.#read(name, await this.#spans(name), ({ key, value }) => {
        if (!isOfSite(key, site) || value === null) return false;
        return (
          Buffer.from(value.buffer, value.byteOffset, value.length).includes(bytes) &&
          taken({ value }, take)
        );
      });
    });
  }

  /** A site's events from a place on, partition by partition, and where the next page begins; null: nowhere. */
  page(site: string, from: LogPlace, take: TakeInPage): Promise<LogPlace | null> {
    return this.#turns.take(async () => {
      const { name } = await this.#topic();
      const offsets = (await this.#sources.log.admin.offsets(name)).toSorted(
        (a, b) => a.partition - b.partition,
      );
      let left = RECORDS_MAX;
      for (const { partition, start, end } of offsets) {
        if (partition < from.partition) continue;
        const first = partition === from.partition ? Math.max(start, from.offset) : start;
        if (first >= end) continue;
        await this.#noteDeletions(name, { partition, start, end });
        let next: number | undefined;
        await this.#read(name, [{ partition, start: first, end }], (record) => {
          const { offset } = record;
          const isDeleted: IsDeleted = (feedback) =>
            this.#deletions.areBehind(offset, site, feedback);
          const takeIt: Take = (event) => take(event, isDeleted);
          if (isOfSite(record.key, site) && taken(record, takeIt)) next = offset + 1;
          else if (--left <= 0) next = offset + 1;
          return next !== undefined;
        });
        if (next !== undefined) return { partition, offset: next };
      }
      return null;
    });
  }

  /** Those of one answer's records that nobody has looked at yet. */
  async #noteDeletions(topic: string, { partition, start, end }: PartitionOffsets): Promise<void> {
    const oldest = Math.max(start, end - RECORDS_MAX);
    const first = this.#deletions.next(topic, partition, oldest);
    await this.#read(topic, [{ partition, start: first, end }], (record) => {
      this.#deletions.note(partition, record);
      return false;
    });
  }

  /** Ends as soon as `isEnough` says so of a record. */
  async #read(
    topic: string,
    spans: readonly PartitionOffsets[],
    isEnough: (record: LogRecord) => boolean,
  ): Promise<void> {
    for (const { partition, start, end } of spans) {
      if (start >= end) continue;
      await this.#sources.log.read({
        topic,
        partition,
        from: start,
        to: end,
        handle: (records) => Promise.resolve(records.some(isEnough) ? 'enough' : 'more'),
      });
    }
  }

  /** The newest records of these partitions, together as many as one answer may look at; of all without a list. */
  async #spans(topic: string, wanted?: readonly number[]): Promise<readonly PartitionOffsets[]> {
    const offsets = await this.#sources.log.admin.offsets(topic);
    const theirs = offsets.filter(({ partition }) => wanted?.includes(partition) ?? true);
    const each = Math.floor(RECORDS_MAX / theirs.length);
    return theirs.map(({ partition, start, end }) => {
      return { partition, start: Math.max(start, end - each), end };
    });
  }

  async #topic() {
    const { plan } = this.#sources.namespaces;
    const topic = liveEventTopic(plan);
    await this.#sources.log.admin.ensureTopics([topic]);
    return topic;
  }
}

/** Whether whoever takes them has enough. That somebody is forgotten tells nothing of them. */
function taken({ value }: Pick<LogRecord, 'value'>, take: Take): boolean {
  const event = unlessUnreadable(() => eventIn(value));
  return event != null && event.type !== 'erase' && !take(event);
}

/** Also of one that was copied to a topic with other partitions. */
function eventIn(value: Uint8Array | null): BehaviourEvent | null {
  const bytes = uncopied(value);
  return bytes && behaviourEventCodec.decode(bytes);
}

const isOf = ({ key }: LogRecord, wanted: Buffer): boolean => key !== null && wanted.equals(key);

const isOfSite = (key: Uint8Array | null, site: string): boolean =>
  key !== null && Buffer.from(key).toString().startsWith(`${site}/`);
