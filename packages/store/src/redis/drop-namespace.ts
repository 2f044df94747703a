import type { Redis } from 'ioredis';
import type { Connection } from './connection.ts';
import { isInNamespace, namespacePattern } from './keys.ts';

/** Keys looked at in one SCAN: about a millisecond of a server that answers visitors meanwhile. */
const SCAN_COUNT = 1_000;

/** Removes a namespace's keys from one node; on a Redis Cluster each key by itself. */
export async function dropNamespace(
  { call, clustered }: Connection,
  node: Redis,
  namespace: string,
): Promise<void> {
  const pattern = namespacePattern(namespace);
  let cursor = '0';
  do {
    const [next, found] = await call(() =>
      node.scanBuffer(cursor, 'MATCH', pattern, 'COUNT', SCAN_COUNT),
    );
    cursor = next.toString();
    const keys = found.filter((key) => isInNamespace(key, namespace));
    if (clustered) await call(() => Promise.all(keys.map((key) => node.unlink(key))));
    else if (keys.length > 0) await call(() => node.unlink(...keys));
  } while (cursor !== '0');
}
