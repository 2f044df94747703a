import slotOf from 'cluster-key-slot';
import { describe, expect, it } from 'vitest';
import { hashTag, SLOTS } from './hash-tags.ts';

const NODES = 3;
const counts = [...Array.from({ length: 64 }, (_, i) => i + 1), 1000];

function slots(partitions: number): number[] {
  return Array.from({ length: partitions }, (_, p) => slotOf(`{${hashTag(p, partitions)}}key`));
}

describe('the hash tags of a number of partitions', () => {
  it.for(counts)('lie evenly over the slots: %i', (partitions) => {
    const lying = slots(partitions);
    const gaps = lying.map((slot, i) => (lying[i + 1] ?? lying[0]! + SLOTS) - slot);
    // Even to the rounding: any range of slots, so any node, gets its share of the partitions.
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
  });

  it.for(counts)('give no node of three a partition more than another: %i', (partitions) => {
    const held = Array.from({ length: NODES }, () => 0);
    for (const slot of slots(partitions)) held[Math.floor((slot * NODES) / SLOTS)]! += 1;
    expect(Math.max(...held) - Math.min(...held)).toBeLessThanOrEqual(1);
  });

  it('differ for every partition of every count', () => {
    const tags = counts.flatMap((n) => Array.from({ length: n }, (_, p) => hashTag(p, n)));
    expect(new Set(tags).size).toBe(tags.length);
  });

  it('never change, since state lies under them', () => {
    expect([hashTag(0, 1), hashTag(0, 32), hashTag(31, 32), hashTag(999, 1000)]).toEqual([
      '16B5',
      'ws06',
      'w2U4',
      'rsa06',
    ]);
  });

  it('exist for every slot', () => {
    // One count suffices: another beginning of the tag only permutes the slots.
    const all = Array.from({ length: SLOTS }, (_, p) => slotOf(hashTag(p, SLOTS)));
    expect(new Set(all).size).toBe(SLOTS);
  });

  it.for([
    [-1, 4],
    [4, 4],
    [0.5, 4],
    [Number.NaN, 4],
    [0, 0],
    [0, SLOTS + 1],
  ] as const)('do not exist for partition %d of %d', ([partition, partitions]) => {
    expect(() => hashTag(partition, partitions)).toThrow(RangeError);
  });
});
