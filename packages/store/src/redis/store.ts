import type { Logger } from '@freshet/runtime';
import type { Redis } from 'ioredis';
import { checkChange } from '../bounds.ts';
import { parseFence } from '../fence.ts';
import type { StateRef, Store } from '../store.ts';
import type { RedisAccess } from './access.ts';
import { AppendOnlyFile } from './append-only-file.ts';
import { runApply } from './apply-script.ts';
import { type Connection, connect } from './connection.ts';
import { storeFailure } from './failures.ts';
import { dropNamespace } from './drop-namespace.ts';
import { hashTag } from './hash-tags.ts';
import { stateKey, stepKeys } from './keys.ts';
import { checkServer, serverInfo } from './requirements.ts';

export interface RedisStoreOptions extends RedisAccess {
  readonly logger: Logger;
}

type Value = Buffer | undefined;

/**
 * The store on Redis 7 or newer, a single server or a Redis Cluster. Everything is read from and
 * written to masters. Values share memory with the socket's buffer: copy one to keep it for long.
 * @throws FreshetError STORE_UNREACHABLE, STORE_MISCONFIGURED within a few seconds; CONFIG_INVALID.
 */
export async function createRedisStore({ logger, ...access }: RedisStoreOptions): Promise<Store> {
  const connection = await connect(access, logger);
  try {
    await check(connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
  const file = new AppendOnlyFile(connection);
  return {
    async read(partition, keys) {
      const [fence, ...values] = await mget(connection, stepKeys(partition, keys));
      return { fence: fence && parseFence(fence.toString()), values };
    },
    async apply(change) {
      checkChange(change);
      await file.untilFit();
      const present = await connection.call((client) => runApply(client, change));
      if (present === null) return { stale: false };
      return { stale: true, at: present === '' ? undefined : parseFence(present) };
    },
    get: (refs) => (connection.clustered ? getByTag(connection, refs) : getAll(connection, refs)),
    async dropNamespace(namespace) {
      await file.untilFit();
      const masters = await connection.call(() => Promise.resolve(connection.masters()));
      await Promise.all(masters.map((node) => dropNamespace(connection, node, namespace)));
    },
    check: () => check(connection),
    close: () => connection.close(),
  };
}

async function mget({ call }: Connection, keys: string[]): Promise<Value[]> {
  const found = await call((client) => client.mgetBuffer(keys));
  return found.map((value) => value ?? undefined);
}

async function getAll(connection: Connection, refs: readonly StateRef[]): Promise<Value[]> {
  if (refs.length === 0) return [];
  return mget(
    connection,
    refs.map(({ partition, key }) => stateKey(partition, key)),
  );
}

/** A Redis Cluster answers an MGET only for keys of one slot, so each tag is asked by itself. */
async function getByTag(connection: Connection, refs: readonly StateRef[]): Promise<Value[]> {
  const values = Array.from<Value>({ length: refs.length });
  await Promise.all(
    [...placesByTag(refs).values()].map(async (places) => {
      const found = await getAll(
        connection,
        places.map((place) => refs[place]!),
      );
      found.forEach((value, i) => {
        values[places[i]!] = value;
      });
    }),
  );
  return values;
}

function placesByTag(refs: readonly StateRef[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  refs.forEach(({ partition: { partition, partitions } }, place) => {
    const tag = hashTag(partition, partitions);
    const group = groups.get(tag);
    if (group === undefined) groups.set(tag, [place]);
    else group.push(place);
  });
  return groups;
}

async function check(connection: Connection): Promise<void> {
  // Through `call`, since a server answers INFO before its connection is fit for anything else.
  await connection.call(() =>
    Promise.all(connection.masters().map((node) => checkNode(node, connection.clustered))),
  );
}

async function checkNode(node: Redis, clustered: boolean): Promise<void> {
  const address = `${node.options.host}:${node.options.port}`;
  const info = await serverInfo(node).catch((error: unknown) => {
    throw storeFailure(error, address);
  });
  checkServer(info, address, clustered);
}
