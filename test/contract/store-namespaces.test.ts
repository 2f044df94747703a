import { expect, it } from 'vitest';
import { describeStores, fenceAt, freshPartition, texts } from '../support/store-engines.ts';

const value = Buffer.from('kept');

describeStores('a namespace that is dropped', (open) => {
  it('loses all its state and fences, and no other namespace loses anything', async () => {
    const store = await open();
    const { namespace } = freshPartition();
    // The last ones only look like the first: by prefix, and by what a visitor may call themselves.
    const others = [`${namespace}0`, `${namespace}-`, namespace.slice(0, -1)];
    const hostile = `}${namespace}/profiles/x`;
    const keys = ['a', hostile, ...Array.from({ length: 1_000 }, (_, i) => `key-${i}`)];
    const write = async (name: string, partition: number) => {
      const where = freshPartition({ namespace: name, partition });
      const writes = keys.map((key) => ({ key, value }));
      await store.apply({ partition: where, from: undefined, next: fenceAt(1), writes });
    };
    for (const name of [namespace, ...others]) {
      await write(name, 1);
      await write(name, 2);
    }
    await store.dropNamespace(namespace);
    for (const partition of [1, 2]) {
      const gone = freshPartition({ namespace, partition });
      expect((await store.read(gone, [])).fence).toBeUndefined();
      expect(new Set(await texts(store, gone, keys))).toEqual(new Set([undefined]));
      for (const name of others) {
        const kept = freshPartition({ namespace: name, partition });
        expect((await store.read(kept, [])).fence).toEqual(fenceAt(1));
        expect(new Set(await texts(store, kept, keys))).toEqual(new Set(['kept']));
      }
    }
  });

  it('need not exist', async () => {
    const store = await open();
    await expect(store.dropNamespace(freshPartition().namespace)).resolves.toBeUndefined();
  });
});
