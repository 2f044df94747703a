import type { Batch, Pause, Position, Range } from '../log.ts';
import type { AdminConnection } from './admin/admin-connection.ts';
import { unreachable } from './connection.ts';
import { GroupConsumer, type GroupConsumerOptions } from './consumer/group-consumer.ts';
import { leaveThrowawayGroup, THROWAWAY_SESSION_MS, throwawayGroup } from './throwaway-group.ts';

/** How long the next records of a range may take before the brokers count as unreachable, in ms. */
const SILENCE_MS = 30_000;
/** For the partitions of the topic that are not asked for. */
const NEVER: Pause = { pauseMs: 2 ** 31 - 1 };

export interface RangeOptions
  extends Omit<
    GroupConsumerOptions,
    'subscription' | 'group' | 'commits' | 'advanced' | 'sessionTimeoutMs'
  > {
  readonly range: Range;
  readonly adminConnection: AdminConnection;
  groupName(name: string): string;
}

/** Reads a range as the only member of a group of its own, for as long as that takes. */
export async function readRange(options: RangeOptions): Promise<void> {
  const { range, admin, adminConnection, groupName, logger } = options;
  const { start, end } = await boundsOf(options);
  const reading = new RangeReading(options, Math.min(range.to, end));
  if (reading.isOver(Math.max(range.from, start))) return;
  const group = groupName(throwawayGroup('reader'));
  reading.await();
  const consumer = await GroupConsumer.join({
    ...options,
    admin,
    group,
    sessionTimeoutMs: THROWAWAY_SESSION_MS,
    commits: false,
    advanced: (partition, next) => reading.advanced(partition, next),
    subscription: {
      group,
      topic: range.topic,
      position: (partition) => reading.position(partition),
      handle: (batch) => reading.handle(batch),
      onFatal: (error) => reading.fail(error),
    },
  });
  try {
    await reading.done;
  } finally {
    await leaveThrowawayGroup(consumer, group, adminConnection, logger);
  }
}

async function boundsOf({ range, admin }: Pick<RangeOptions, 'range' | 'admin'>) {
  const offsets = await admin.offsets(range.topic);
  return offsets.find(({ partition }) => partition === range.partition)!;
}

/** How far the range has been handed over. */
class RangeReading {
  readonly done: Promise<void>;
  readonly #o: RangeOptions;
  readonly #to: number;
  #next: number;
  #silence: NodeJS.Timeout | undefined;
  #finish!: () => void;
  #reject!: (error: unknown) => void;

  constructor(options: RangeOptions, to: number) {
    this.#o = options;
    this.#to = to;
    this.#next = options.range.from;
    this.done = new Promise((resolve, reject) => {
      this.#finish = resolve;
      this.#reject = reject;
    });
    // Whoever waits is told; until then nobody may.
    this.done.catch(() => undefined);
  }

  isOver(next: number): boolean {
    return next >= this.#to;
  }

  await(): void {
    clearTimeout(this.#silence);
    const { brokers } = this.#o;
    const silent = () => this.fail(unreachable(brokers, new Error('no more records came')));
    this.#silence = setTimeout(silent, SILENCE_MS);
  }

  /** Retention may have removed the next records, also while they were on their way. */
  async position(partition: number): Promise<Position | Pause> {
    if (partition !== this.#o.range.partition) return NEVER;
    try {
      const { start } = await boundsOf(this.#o);
      this.advanced(partition, Math.max(this.#next, start));
      return { offset: this.#next };
    } catch (error) {
      this.fail(error);
      return NEVER;
    }
  }

  async handle({ records }: Batch): Promise<{ next: number } | Pause> {
    clearTimeout(this.#silence);
    const inside = records.filter(({ offset }) => offset >= this.#next && offset < this.#to);
    try {
      const verdict = inside.length === 0 ? 'more' : await this.#o.range.handle(inside);
      if (verdict === 'enough') return this.#end();
    } catch (error) {
      this.fail(error);
      return NEVER;
    }
    this.await();
    return { next: records.at(-1)!.offset + 1 };
  }

  advanced(partition: number, next: number): void {
    if (partition !== this.#o.range.partition) return;
    this.#next = next;
    if (this.isOver(next)) this.#end();
  }

  fail(error: unknown): void {
    clearTimeout(this.#silence);
    this.#reject(error);
  }

  #end(): Pause {
    clearTimeout(this.#silence);
    this.#finish();
    return NEVER;
  }
}
