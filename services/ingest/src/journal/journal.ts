import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from '@freshet/runtime';
import { type Backlog, idHash, type Located } from './backlog.ts';
import { decodeEntry, encodeEntry, encodeMark, type Entry, type SentMark } from './entry.ts';
import { full, unwritable } from './failures.ts';
import { claimFolder } from './owner.ts';
import { offsetOf, positionOf, segmentOf } from './position.ts';
import { recover } from './recovery.ts';
import { Segment } from './segment.ts';

/** Bytes at which a segment is full: the grain in which room is given back. */
const SEGMENT_BYTES_MAX = 16 * 1024 * 1024;
/** A small journal has this many segments at its bound all the same. */
const SEGMENTS_MIN = 8;
/** Bytes that go to disk with one flush. */
const GROUP_BYTES_MAX = 4 * 1024 * 1024;

export interface JournalOptions {
  readonly dir: string;
  /** Bytes on disk at which JOURNAL_FULL begins. */
  readonly bytesMax: number;
  readonly logger: Logger;
}

/** One call on its way to disk. */
interface PendingWrite {
  readonly frames: readonly Buffer[];
  readonly bytes: number;
  written(segment: number, offset: number): void;
  failed(cause: unknown): void;
}

/**
 * What was accepted while the log was away, on this node's own disk: append-only segments, flushed in
 * groups before anybody is answered, given back from the oldest on when the log has what they hold.
 * One process has a folder.
 */
export class Journal {
  /** What an earlier process left for the log, lane by lane. */
  readonly recovered: readonly Backlog[];
  readonly #o: JournalOptions;
  readonly #release: () => void;
  /** The oldest first; the one being written, if there is one, is the last. */
  readonly #segments: Segment[];
  #active: Segment | undefined;
  #nextNumber: number;
  /** Entries of each segment that the log does not have yet. */
  readonly #unsent = new Map<number, number>();
  /** Bounded by bytesMax. */
  readonly #queue: PendingWrite[] = [];
  #queuedBytes = 0;
  #writing: Promise<void> | undefined;
  #isClosed = false;

  private constructor(
    options: JournalOptions,
    release: () => void,
    segments: readonly Segment[],
    recovered: readonly Backlog[],
  ) {
    this.#o = options;
    this.#release = release;
    this.#segments = [...segments];
    this.#nextNumber = (segments.at(-1)?.number ?? 0) + 1;
    this.recovered = recovered;
    for (const backlog of recovered) this.#count(backlog.front(backlog.size), 1);
  }

  /** @throws FreshetError JOURNAL_IN_USE. */
  static async open(options: JournalOptions): Promise<Journal> {
    const release = claimFolder(options.dir);
    try {
      const { segments, backlogs } = await recover(options.dir, options.logger);
      const journal = new Journal(options, release, segments, backlogs);
      await journal.#reclaim();
      return journal;
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Bytes on disk and on their way there. */
  get bytes(): number {
    return this.#segments.reduce((sum, { bytes }) => sum + bytes, this.#queuedBytes);
  }

  get bytesMax(): number {
    return this.#o.bytesMax;
  }

  /**
   * Appends in the order of the calls; on disk when this resolves.
   * @throws FreshetError JOURNAL_FULL (nothing was taken), JOURNAL_UNWRITABLE (also once closed).
   */
  async append(entries: readonly Entry[]): Promise<readonly Located[]> {
    if (this.#isClosed) throw unwritable(this.#o.dir, new Error('the journal is closed'));
    const frames = entries.map(encodeEntry);
    const bytes = frames.reduce((sum, frame) => sum + frame.length, 0);
    if (this.bytes + bytes > this.#o.bytesMax) throw full(this.bytes, bytes, this.#o.bytesMax);
    return new Promise((resolve, reject) => {
      this.#enqueue({
        frames,
        bytes,
        written: (segment, start) => {
          const located = locate(entries, frames, segment, start);
          this.#count(located, 1);
          resolve(located);
        },
        failed: (cause) => reject(unwritable(this.#o.dir, cause)),
      });
    });
  }

  /**
   * The log has these entries, the lane's oldest up to `mark.position`; resolves once a restart would
   * know. Takes no room from the bound, since it is what gives room back. Once closed the folder may
   * be another's: nothing is noted, and the entries are sent once more after a restart.
   */
  async sent(mark: SentMark, positions: readonly number[]): Promise<void> {
    if (this.#isClosed) return;
    const frame = encodeMark(mark);
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.#count(
          positions.map((position) => ({ position })),
          -1,
        );
        resolve();
      };
      this.#enqueue({
        frames: [frame],
        bytes: frame.length,
        written: done,
        failed: (err) => {
          this.#o.logger.warn({ err, ...mark }, 'journal could not note what the log has');
          done();
        },
      });
    });
  }

  /** @throws Error when the disk no longer holds what was written there. */
  async read({ position, length }: Located): Promise<Entry['message']> {
    const segment = this.#segments.find(({ number }) => number === segmentOf(position));
    const frame = await segment?.read(offsetOf(position), length);
    const entry = frame === undefined ? undefined : decodeEntry(frame);
    if (entry !== undefined && 'message' in entry) return entry.message;
    throw unwritable(this.#o.dir, new Error(`the record at ${position} cannot be read back`));
  }

  /** Flushes what was taken and gives the folder back. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#writing;
    await Promise.all(this.#segments.map((segment) => segment.close()));
    this.#release();
  }

  #enqueue(write: PendingWrite): void {
    this.#queue.push(write);
    this.#queuedBytes += write.bytes;
    this.#writing ??= this.#write();
  }

  /** While one group is flushed the next gathers, so that many callers share a flush. */
  async #write(): Promise<void> {
    while (this.#queue.length > 0) {
      await nextTurn();
      const group = this.#takeGroup();
      try {
        await this.#append(group);
      } catch (error) {
        for (const { failed } of group) failed(error);
      }
      await this.#reclaim();
    }
    this.#writing = undefined;
  }

  #takeGroup(): readonly PendingWrite[] {
    let calls = 0;
    let bytes = 0;
    while (calls < this.#queue.length && (calls === 0 || bytes < GROUP_BYTES_MAX)) {
      bytes += this.#queue[calls++]!.bytes;
    }
    return this.#queue.splice(0, calls);
  }

  async #append(group: readonly PendingWrite[]): Promise<void> {
    const bytes = group.reduce((sum, write) => sum + write.bytes, 0);
    try {
      const segment = await this.#segmentFor(bytes);
      let offset = segment.bytes;
      await segment.append(group.flatMap(({ frames }) => frames));
      for (const write of group) {
        write.written(segment.number, offset);
        offset += write.bytes;
      }
    } catch (error) {
      // After a failed flush nobody knows what of the file is on disk: the next group gets another.
      this.#active = undefined;
      throw error;
    } finally {
      this.#queuedBytes -= bytes;
    }
  }

  async #segmentFor(bytes: number): Promise<Segment> {
    const segmentBytesMax = Math.min(SEGMENT_BYTES_MAX, this.#o.bytesMax / SEGMENTS_MIN);
    if (this.#active !== undefined && this.#active.bytes + bytes <= segmentBytesMax) {
      return this.#active;
    }
    this.#active = undefined;
    this.#active = await Segment.create(this.#o.dir, this.#nextNumber++);
    this.#segments.push(this.#active);
    return this.#active;
  }

  #count(entries: readonly Pick<Located, 'position'>[], change: 1 | -1): void {
    for (const { position } of entries) {
      const segment = segmentOf(position);
      this.#unsent.set(segment, (this.#unsent.get(segment) ?? 0) + change);
    }
  }

  /** Only from the oldest on: a later segment may hold the marks for entries of an earlier one. */
  async #reclaim(): Promise<void> {
    for (;;) {
      const [oldest] = this.#segments;
      if (oldest === undefined || (this.#unsent.get(oldest.number) ?? 0) > 0) return;
      this.#segments.shift();
      this.#unsent.delete(oldest.number);
      if (oldest === this.#active) this.#active = undefined;
      try {
        await oldest.remove();
      } catch (err) {
        this.#o.logger.warn({ err, segment: oldest.number }, 'journal segment not removed');
      }
    }
  }
}

function locate(
  entries: readonly Entry[],
  frames: readonly Buffer[],
  segment: number,
  start: number,
): Located[] {
  let offset = start;
  return entries.map(({ message }, i) => {
    const { length } = frames[i]!;
    const position = positionOf(segment, offset);
    offset += length;
    return { position, length, idHash: idHash(message.id) };
  });
}
