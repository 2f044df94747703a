import fc from 'fast-check';
import { Partitioners } from 'kafkajs';
import { expect, it } from 'vitest';
import { partitionOf } from './partition.ts';

const kafkaPartitioner = Partitioners.DefaultPartitioner();

function kafkaPartitionOf(key: string, partitions: number): number {
  const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({
    partitionErrorCode: 0,
    partitionId,
    leader: 0,
    replicas: [],
    isr: [],
  }));
  return kafkaPartitioner({ topic: 't', partitionMetadata, message: { key, value: null } });
}

it('places every key where a Kafka client places it', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.integer({ min: 1, max: 100 }),
      (key, partitions) => {
        expect(partitionOf(key, partitions)).toBe(kafkaPartitionOf(key, partitions));
      },
    ),
  );
});

it('takes bytes and text alike', () => {
  expect(partitionOf(Buffer.from('café'), 32)).toBe(partitionOf('café', 32));
});
