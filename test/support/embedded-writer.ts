import { createEmbeddedStore, openEnvironment } from '@freshet/store/embedded';

/**
 * Child process of the crash test: changes the same keys for ever, each change to the number of its
 * fence, and says each number once it is applied.
 */
const dir = process.argv[2]!;
const store = createEmbeddedStore(openEnvironment(dir));
const partition = { namespace: 'live', group: 'group', partition: 0, partitions: 1 };

let from = (await store.read(partition, [])).fence;
for (;;) {
  const n = (from?.next ?? 0) + 1;
  const next = { next: n, checksum: n % 2 ** 32, streamTime: n };
  // Sizes from bytes to several pages, so that a change spreads over many of them.
  const writes = Array.from({ length: 20 }, (_, i) => ({
    key: `key ${i}`,
    value: Buffer.from(String(n).padEnd(1 << (i % 14))),
  }));
  await store.apply({ partition, from, next, writes });
  from = next;
  process.stdout.write(`${n}\n`);
}
