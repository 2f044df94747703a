import { expect, it } from 'vitest';
import { describeStores, fenceAt, freshPartition, texts } from '../support/store-engines.ts';

const bytes = (text: string) => Buffer.from(text);

describeStores('values and keys', (open) => {
  it.for([0, 1, 100, 65_536, 1_048_576])('keeps a value of %i bytes', async (size) => {
    const store = await open();
    const partition = freshPartition();
    const value = Buffer.from(Array.from({ length: size }, (_, i) => (i * 31) % 256));
    // A view into a larger array, and not of Node's own kind.
    const around = new Uint8Array(size + 20).fill(255);
    around.set(value, 10);
    const write = { key: 'a', value: around.subarray(10, 10 + size) };
    await store.apply({ partition, from: undefined, next: fenceAt(1), writes: [write] });
    const [read] = (await store.read(partition, ['a'])).values;
    const [got] = await store.get([{ partition, key: 'a' }]);
    expect(Buffer.from(read!).equals(value)).toBe(true);
    expect(Buffer.from(got!).equals(value)).toBe(true);
  });

  it('keeps hostile keys apart', async () => {
    const store = await open();
    const partition = freshPartition();
    // biome-ignore format: a list of odd things reads best in rows
    const keys = [
      '', '/', '//', '{}', '}{', '{0}', ' ', '\0', '\0\0', '\n', '\r\n$1\r\n', '*', '%2F', '%',
      'a/b', 'a%2Fb', 'a', 'A', 'é', 'e\u0301', '🛒', '🛒🛒', '\uFFFD', '\u{10FFFF}', 'ключ',
      '__proto__', 'constructor', 'group', 'k'.repeat(1024), '🛒'.repeat(256),
    ];
    const writes = keys.map((key, i) => ({ key, value: bytes(`value ${i}`) }));
    await store.apply({ partition, from: undefined, next: fenceAt(1), writes });
    expect(await texts(store, partition, keys)).toEqual(keys.map((_, i) => `value ${i}`));
    expect((await store.read(partition, [])).fence).toEqual(fenceAt(1));
    const got = await store.get(keys.map((key) => ({ partition, key })));
    expect(got.map((value) => Buffer.from(value!).toString())).toEqual(
      keys.map((_, i) => `value ${i}`),
    );
  });

  it('has no value under a key too long to be written', async () => {
    const store = await open();
    const key = 'k'.repeat(10_000);
    expect(await texts(store, freshPartition(), [key])).toEqual([undefined]);
  });

  it('keeps partitions, their counts, groups and namespaces apart', async () => {
    const store = await open();
    const one = freshPartition({ partition: 0, partitions: 1 });
    const { namespace } = one;
    const places = [
      one,
      // The same slots of a Redis Cluster as those before.
      { ...one, partition: 1, partitions: 3 },
      { ...one, partition: 2, partitions: 3 },
      { ...one, group: 'other' },
      { ...one, group: 'group/a' },
      { ...one, namespace: `${namespace}/group`, group: 'a' },
      { ...one, namespace: `${namespace}}` },
      { ...one, namespace: `{${namespace}}` },
    ];
    for (const [i, partition] of places.entries()) {
      const writes = [{ key: 'a', value: bytes(String(i)) }];
      await store.apply({ partition, from: undefined, next: fenceAt(i), writes });
    }
    const read = await Promise.all(places.map((partition) => texts(store, partition, ['a'])));
    expect(read.flat()).toEqual(places.map((_, i) => String(i)));
    const fences = await Promise.all(places.map((partition) => store.read(partition, [])));
    expect(fences.map(({ fence }) => fence)).toEqual(places.map((_, i) => fenceAt(i)));
  });

  it('gets keys of many partitions in the order asked for, repeats and gaps included', async () => {
    const store = await open();
    const { namespace } = freshPartition();
    const partitions = Array.from({ length: 32 }, (_, partition) =>
      freshPartition({ namespace, partition, partitions: 32 }),
    );
    await Promise.all(
      partitions.map((partition) =>
        store.apply({
          partition,
          from: undefined,
          next: fenceAt(1),
          writes: ['a', 'b'].map((key) => ({
            key,
            value: bytes(`${key} of ${partition.partition}`),
          })),
        }),
      ),
    );
    const refs = [...partitions, ...partitions.toReversed()].flatMap((partition) =>
      ['b', 'missing', 'a'].map((key) => ({ partition, key })),
    );
    const got = await store.get(refs);
    expect(got.map((value) => value && Buffer.from(value).toString())).toEqual(
      refs.map(({ partition, key }) =>
        key === 'missing' ? undefined : `${key} of ${partition.partition}`,
      ),
    );
    expect(await store.get([])).toEqual([]);
  });
});
