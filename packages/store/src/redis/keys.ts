import type { StatePartition } from '../store.ts';
import { hashTag } from './hash-tags.ts';

/**
 * Every key that Freshet keeps in Redis is made here. All keys of a partition carry its hash tag, so
 * one script can reach them on a Redis Cluster. Names are percent-encoded and so hold no slash: a
 * fence key has one slash and a state key at least two, whatever bytes the state's own key is made of.
 */

/** `{tag}namespace/group`: the partition's fence. Written by every apply, read with state; no TTL. */
export function fenceKey({ namespace, group, partition, partitions }: StatePartition): string {
  return `{${hashTag(partition, partitions)}}${encodeURIComponent(namespace)}/${encodeURIComponent(group)}`;
}

/** `{tag}namespace/group/key`: one value. Written by apply, read by owner and API; TTL of the write. */
export function stateKey(partition: StatePartition, key: string): string {
  return `${fenceKey(partition)}/${key}`;
}

/** Glob that every key of a namespace matches, and some others, whose own key looks like one. */
export function namespacePattern(namespace: string): string {
  return `{*}${encodeURIComponent(namespace).replaceAll('*', '\\*')}/*`;
}

/** Of keys that match `namespacePattern`: no hash tag holds a brace, so its end is the first one. */
export function isInNamespace(key: Buffer, namespace: string): boolean {
  const name = `}${encodeURIComponent(namespace)}/`;
  return key.indexOf('}') === key.indexOf(name);
}

/** What one atomic step touches: the fence key, then the state key of each of `keys`. */
export function stepKeys(partition: StatePartition, keys: readonly string[]): string[] {
  const fence = fenceKey(partition);
  return [fence, ...keys.map((key) => `${fence}/${key}`)];
}
