import type { StatePartition } from '../store.ts';

/**
 * Every key of the store in LMDB is made here; fences and values lie in databases of their own.
 * Names are percent-encoded and so hold no slash: a value's own key begins after the fourth.
 */

/** `namespace/group/partitions/partition`: the partition's fence. */
export function fenceKey(partition: StatePartition): Buffer {
  return Buffer.from(prefix(partition));
}

/** `namespace/group/partitions/partition/key`: one value. */
export function stateKey(partition: StatePartition, key: string): Buffer {
  return Buffer.from(`${prefix(partition)}/${key}`);
}

/** Every key of a namespace: from `start` up to `end`, which is none. */
export function namespaceRange(namespace: string): { start: Buffer; end: Buffer } {
  const name = encodeURIComponent(namespace);
  // '0' comes after '/' and so ends what begins with `name/`.
  return { start: Buffer.from(`${name}/`), end: Buffer.from(`${name}0`) };
}

function prefix({ namespace, group, partition, partitions }: StatePartition): string {
  return `${encodeURIComponent(namespace)}/${encodeURIComponent(group)}/${partitions}/${partition}`;
}
