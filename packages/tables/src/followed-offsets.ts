import type { PartitionOffsets } from '@freshet/stream';

/** How far followed topics have been read: a follower is no group, so nobody else keeps that. */
export class FollowedOffsets {
  readonly #next = new Map<string, number[]>();

  /** All before `next` has been taken in. */
  advance(topic: string, partition: number, next: number): void {
    const known = this.#next.get(topic);
    if (known !== undefined) known[partition] = next;
    else {
      const offsets: number[] = [];
      offsets[partition] = next;
      this.#next.set(topic, offsets);
    }
  }

  /** Offsets of the topic not yet read; some may hold no record (compaction, transactions). */
  lag(topic: string, ends: readonly PartitionOffsets[]): number {
    const next = this.#next.get(topic) ?? [];
    return ends.reduce((sum, { partition, start, end }) => {
      return sum + Math.max(0, end - Math.max(start, next[partition] ?? 0));
    }, 0);
  }
}
