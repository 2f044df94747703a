import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ack } from '../../log.ts';
import { PublishCall } from '../../publish-call.ts';
import type { Outgoing } from './outgoing.ts';
import { ShardQueue } from './shard-queue.ts';

const limits = { recordsMax: 5, bytesMax: 100 };

function record(
  index: number,
  partition = 0,
  { bytes = 10, ack = 'all' }: { bytes?: number; ack?: Ack } = {},
): Outgoing {
  const results = new PublishCall(1);
  const payload = { key: null, value: null, headers: undefined, bytes };
  return { topic: 't', partition, ...payload, ack, acceptedAt: 0, results, index };
}

function filled(...records: Outgoing[]): ShardQueue {
  const queue = new ShardQueue(limits);
  for (const each of records) queue.add(each);
  return queue;
}

const taken = (queue: ShardQueue): number[][] | undefined =>
  queue.take()?.batches.map(({ records }) => records.map(({ index }) => index));

describe('ShardQueue', () => {
  it('puts all partitions that wait into one request', () => {
    const queue = filled(record(1, 0), record(2, 4), record(3, 0));
    expect(taken(queue)).toEqual([[1, 3], [2]]);
    expect(queue.takeable).toBe(0);
  });

  it('keeps a request within the bound of records', () => {
    const queue = filled(...[1, 2, 3, 4, 5, 6, 7].map((n) => record(n)));
    expect(queue.full).toBe(true);
    expect(taken(queue)).toEqual([[1, 2, 3, 4, 5]]);
    queue.release('t', 0);
    expect(taken(queue)).toEqual([[6, 7]]);
  });

  it('keeps a request within the bound of bytes', () => {
    const queue = filled(record(1, 0, { bytes: 60 }), record(2, 4, { bytes: 60 }));
    expect(taken(queue)).toEqual([[1]]);
    expect(taken(queue)).toEqual([[2]]);
  });

  it('sends a record larger than the bound of bytes alone', () => {
    const queue = filled(record(1, 0, { bytes: 500 }), record(2, 0));
    expect(taken(queue)).toEqual([[1]]);
  });

  it('leaves a partition out while a request of it is under way', () => {
    const queue = filled(record(1, 0));
    queue.take();
    queue.add(record(2, 0));
    queue.add(record(3, 4));
    expect(queue.takeable).toBe(1);
    expect(taken(queue)).toEqual([[3]]);
    expect(taken(queue)).toBeUndefined();
    queue.release('t', 0);
    expect(taken(queue)).toEqual([[2]]);
  });

  it('does not mix ack levels in a request, and keeps their order in a partition', () => {
    const none = { ack: 'none' } as const;
    const queue = filled(record(1, 0), record(2, 0, none), record(3, 0), record(4, 4, none));
    const request = queue.take();
    expect(request?.ack).toBe('all');
    expect(request?.batches.map(({ records }) => records.map(({ index }) => index))).toEqual([[1]]);
    expect(taken(queue)).toEqual([[4]]);
    queue.release('t', 0);
    expect(taken(queue)).toEqual([[2]]);
  });

  it('lets partitions take turns when one alone would fill every request', () => {
    const queue = filled(...[1, 2, 3, 4, 5, 6].map((n) => record(n)), record(7, 4));
    expect(taken(queue)).toEqual([[1, 2, 3, 4, 5]]);
    queue.release('t', 0);
    queue.add(record(8, 0));
    expect(taken(queue)).toEqual([[7], [6, 8]]);
  });

  it('hands out every record once, in order within its partition, whatever is under way', () => {
    const step = fc.oneof(
      fc.record({ partition: fc.nat(3), bytes: fc.integer({ min: 1, max: 150 }) }),
      fc.constant('take' as const),
      fc.constant('settle' as const),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const queue = new ShardQueue(limits);
        const came = new Map<number, number[]>();
        const left = new Map<number, number[]>();
        const underWay: number[] = [];
        const take = (): boolean => {
          const request = queue.take();
          if (request === undefined) return false;
          for (const { partition, records } of request.batches) {
            expect(underWay).not.toContain(partition);
            underWay.push(partition);
            left.set(partition, [...(left.get(partition) ?? []), ...records.map((r) => r.index)]);
          }
          return true;
        };
        const settle = (): void => {
          for (const partition of underWay.splice(0)) queue.release('t', partition);
        };
        for (const [n, each] of steps.entries()) {
          if (each === 'take') take();
          else if (each === 'settle') settle();
          else {
            came.set(each.partition, [...(came.get(each.partition) ?? []), n]);
            queue.add(record(n, each.partition, { bytes: each.bytes }));
          }
        }
        do settle();
        while (take());
        expect(left).toEqual(came);
        expect(queue.takeable).toBe(0);
      }),
    );
  });
});
