import { WRITES_MAX } from '@freshet/store';
import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { describeStores, fenceAt, freshPartition, texts } from '../support/store-engines.ts';

const bytes = (text: string) => Buffer.from(text);
const write = (key: string) => ({ key, value: bytes('new') });

describeStores('the store', (open) => {
  describe('a fenced change', () => {
    it('finds no fence and no value where nothing was applied', async () => {
      const store = await open();
      const state = await store.read(freshPartition(), ['a']);
      expect(state).toEqual({ fence: undefined, values: [undefined] });
    });

    it('keeps its values and moves the fence', async () => {
      const store = await open();
      const partition = freshPartition();
      const writes = [
        { key: 'a', value: bytes('1') },
        { key: 'b', value: bytes('2') },
      ];
      const applied = await store.apply({ partition, from: undefined, next: fenceAt(2), writes });
      expect(applied).toEqual({ stale: false });
      expect((await store.read(partition, [])).fence).toEqual(fenceAt(2));
      expect(await texts(store, partition, ['b', 'missing', 'a'])).toEqual(['2', undefined, '1']);
    });

    it('overwrites and deletes', async () => {
      const store = await open();
      const partition = freshPartition();
      const first = ['a', 'b', 'c'].map((key) => ({ key, value: bytes('old') }));
      await store.apply({ partition, from: undefined, next: fenceAt(1), writes: first });
      const second = [
        { key: 'a', value: null },
        { key: 'b', value: bytes('new') },
        { key: 'never written', value: null },
      ];
      await store.apply({ partition, from: fenceAt(1), next: fenceAt(2), writes: second });
      expect(await texts(store, partition, ['a', 'b', 'c'])).toEqual([undefined, 'new', 'old']);
    });

    it('moves the fence without any write', async () => {
      const store = await open();
      const partition = freshPartition();
      await store.apply({ partition, from: undefined, next: fenceAt(7), writes: [] });
      expect((await store.read(partition, [])).fence).toEqual(fenceAt(7));
    });

    it.for([
      ['none', undefined],
      ['an older fence', fenceAt(4)],
      ['a later fence', fenceAt(6)],
      ['another checksum', { ...fenceAt(5), checksum: 1 }],
      ['another stream time', { ...fenceAt(5), streamTime: 1 }],
    ] as const)('changes nothing from %s and says where the fence stands', async ([, from]) => {
      const store = await open();
      const partition = freshPartition();
      const here = { partition, writes: [{ key: 'a', value: bytes('kept') }] };
      await store.apply({ ...here, from: undefined, next: fenceAt(5) });
      const writes = [{ key: 'a', value: bytes('lost') }];
      expect(await store.apply({ partition, from, next: fenceAt(9), writes })).toEqual({
        stale: true,
        at: fenceAt(5),
      });
      expect(await texts(store, partition, ['a'])).toEqual(['kept']);
      expect((await store.read(partition, [])).fence).toEqual(fenceAt(5));
    });

    it('is stale where a fence is expected and none stands', async () => {
      const store = await open();
      const change = {
        partition: freshPartition(),
        from: fenceAt(5),
        next: fenceAt(6),
        writes: [],
      };
      expect(await store.apply(change)).toEqual({ stale: true, at: undefined });
    });

    it('goes on from an equal fence, whoever wrote it', async () => {
      const partition = freshPartition();
      const [one, other] = [await open(), await open()];
      await one.apply({ partition, from: undefined, next: fenceAt(1), writes: [] });
      const copy = { ...fenceAt(1) };
      expect(await other.apply({ partition, from: copy, next: fenceAt(2), writes: [] })).toEqual({
        stale: false,
      });
    });

    it('keeps the extremes of a fence exactly', async () => {
      const store = await open();
      const partition = freshPartition();
      const next = { next: Number.MAX_SAFE_INTEGER, checksum: 2 ** 32 - 1, streamTime: 0 };
      await store.apply({ partition, from: undefined, next, writes: [] });
      expect((await store.read(partition, [])).fence).toEqual(next);
      const after = { ...next, streamTime: 1 };
      expect(await store.apply({ partition, from: next, next: after, writes: [] })).toEqual({
        stale: false,
      });
    });
  });

  describe('a time to live', () => {
    it('drops the value some time after it is over, and nothing else', async () => {
      const store = await open();
      const partition = freshPartition();
      const writes = [
        // Long enough for a busy machine to have read it once.
        { key: 'short', value: bytes('x'), ttlS: 4 },
        { key: 'long', value: bytes('x'), ttlS: 1000 },
        { key: 'for ever', value: bytes('x') },
      ];
      await store.apply({ partition, from: undefined, next: fenceAt(1), writes });
      expect(await texts(store, partition, ['short'])).toEqual(['x']);
      await eventually('the short one is gone', async () => {
        expect(await texts(store, partition, ['short'])).toEqual([undefined]);
        expect(await store.get([{ partition, key: 'short' }])).toEqual([undefined]);
      });
      expect(await texts(store, partition, ['long', 'for ever'])).toEqual(['x', 'x']);
      expect((await store.read(partition, [])).fence).toEqual(fenceAt(1));
    });

    it('ends with a later write that has none', async () => {
      const store = await open();
      const partition = freshPartition();
      const change = (from: number | undefined, ttlS: number | undefined) =>
        store.apply({
          partition,
          from: from === undefined ? undefined : fenceAt(from),
          next: fenceAt((from ?? 0) + 1),
          writes: [
            { key: 'kept', value: bytes('x'), ...(from === undefined && { ttlS: 1 }) },
            { key: 'clock', value: bytes('x'), ...(ttlS !== undefined && { ttlS }) },
          ],
        });
      await change(undefined, undefined);
      await change(1, 2);
      await eventually('two seconds are over', async () => {
        expect(await texts(store, partition, ['clock'])).toEqual([undefined]);
      });
      expect(await texts(store, partition, ['kept'])).toEqual(['x']);
    });
  });

  describe('a change that cannot be written', () => {
    it.for([
      ['a key written twice', [write('x'), write('x')]],
      ['a key of 1025 bytes', [write('k'.repeat(1025))]],
      ['a key that is no Unicode', [write('\uD800')]],
      ['a time to live of 0', [{ ...write('x'), ttlS: 0 }]],
      ['a negative time to live', [{ ...write('x'), ttlS: -1 }]],
      ['a fractional time to live', [{ ...write('x'), ttlS: 1.5 }]],
      ['a time to live of NaN', [{ ...write('x'), ttlS: Number.NaN }]],
      ['an endless time to live', [{ ...write('x'), ttlS: 1e12 }]],
      ['a time to live of nothing', [{ key: 'x', value: null, ttlS: 5 }]],
      [
        'values of 8 MB and a byte',
        [write('x'), { key: 'y', value: Buffer.alloc(8 * 2 ** 20 - 5) }],
      ],
      ['257 writes', Array.from({ length: WRITES_MAX + 1 }, (_, i) => write(`key ${i}`))],
    ] as const)('changes nothing: %s', async ([, bad]) => {
      const store = await open();
      const partition = freshPartition();
      const writes = [{ key: 'good', value: bytes('old') }];
      await store.apply({ partition, from: undefined, next: fenceAt(1), writes });
      const change = {
        partition,
        from: fenceAt(1),
        next: fenceAt(2),
        writes: [write('good'), ...bad],
      };
      await expect(store.apply(change)).rejects.toMatchObject({
        code: 'STORE_WRITE_INVALID',
        retriable: false,
      });
      expect(await texts(store, partition, ['good', 'x'])).toEqual(['old', undefined]);
      expect((await store.read(partition, [])).fence).toEqual(fenceAt(1));
    });

    it('is none with 256 writes', async () => {
      const store = await open();
      const partition = freshPartition();
      const writes = Array.from({ length: WRITES_MAX }, (_, i) => write(`key ${i}`));
      await store.apply({ partition, from: undefined, next: fenceAt(1), writes });
      const { values } = await store.read(
        partition,
        writes.map(({ key }) => key),
      );
      expect(values.every((value) => value !== undefined)).toBe(true);
    });
  });
});
