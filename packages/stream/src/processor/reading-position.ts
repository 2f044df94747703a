import { FreshetError, type Logger } from '@freshet/runtime';
import type { PartitionOffsets } from '../log.ts';
import { logBehindFence, type Standing } from './fence-check.ts';
import type { ProcessorMetrics } from './metrics.ts';
import { NO_CHECKSUM, type PartitionState } from './partition-state.ts';
import type { Processor } from './processor.ts';
import { createRebuildNote, type RebuildNote } from './rebuild-note.ts';

export interface ReadingPositionOptions {
  readonly processor: Pick<Processor<never, never, never>, 'group' | 'input'>;
  readonly state: Pick<
    PartitionState<never, never, never>,
    'advance' | 'fence' | 'load' | 'next' | 'partition' | 'unwritten' | 'write'
  >;
  readonly metrics: ProcessorMetrics;
  readonly logger: Logger;
  offsets(partition: number): Promise<PartitionOffsets>;
}

/** Where a partition is read on: its fence, held against what the log still has. */
export class ReadingPosition {
  readonly #o: ReadingPositionOptions;
  readonly #noteRebuild: RebuildNote;

  constructor(options: ReadingPositionOptions) {
    this.#o = options;
    this.#noteRebuild = createRebuildNote(options);
  }

  get standing(): Standing {
    const { processor, state } = this.#o;
    const where = `${processor.input.name}/${state.partition.partition}`;
    return { group: processor.group, where, fence: state.fence, next: state.next };
  }

  /**
   * Reads the fence, holds it against the log, and says where to read on.
   * @throws FreshetError LOG_BEHIND_FENCE; STORE_FENCE_MISSING.
   */
  async locate(): Promise<number> {
    const { state } = this.#o;
    const { partition } = state.partition;
    const hadFence = state.fence !== undefined;
    await state.load();
    const { next } = state;
    let { start, end } = await this.#o.offsets(partition);
    const records = end - Math.max(start, next);
    if (state.fence === undefined && records > 0) this.#noteRebuild(hadFence, records);
    // The answer may have been under way before the fence was read.
    if (next > end) ({ start, end } = await this.#o.offsets(partition));
    if (next > end) throw logBehindFence(this.standing, end);
    if (next < start) {
      await this.#crossGap(start);
      return start;
    }
    // One record back: it must be the one that the fence remembers.
    return state.fence !== undefined && !state.unwritten && next > start ? next - 1 : next;
  }

  /** Retention removed records that were never read: says so, once, and goes on behind them. */
  async #crossGap(start: number): Promise<void> {
    const { state, processor, metrics, logger } = this.#o;
    const { fence, next, partition } = { ...state.partition, fence: state.fence, next: state.next };
    state.advance(start, NO_CHECKSUM);
    // Without a fence nothing was missed, and the first write must see whether there is state already.
    if (fence === undefined) return;
    if (!(await state.write()))
      throw new FreshetError('STORE_UNREACHABLE', 'the fence moved meanwhile');
    metrics.missed.inc({ group: processor.group }, start - next);
    logger.warn(
      { group: processor.group, partition, from: next, to: start },
      'retention removed records before they were read',
    );
  }
}
