import type { Logger } from '@freshet/runtime';
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { RedisAccess } from './access.ts';
import { type Endpoints, parseEndpoints } from './endpoints.ts';
import { storeFailure, unreachable, withoutCommand } from './failures.ts';

/**
 * A call without an answer after this has failed with its outcome unknown, and a socket that owed
 * answers and was silent for as long is given up, in ms.
 */
const ANSWER_MS_MAX = 2_000;
const CONNECT_TIMEOUT_MS = 2_000;
const RECONNECT_DELAY_MS_MIN = 50;
const RECONNECT_DELAY_MS_MAX = 1_000;
/** Redirections of one command while slots move, 100 ms apart where the cluster is down. */
const REDIRECTIONS_MAX = 8;

export type RedisClient = Redis | Cluster;

export interface Connection {
  /** `host:port`, without credentials. */
  readonly address: string;
  readonly clustered: boolean;
  /**
   * Makes one call. Nothing is queued while the connection is down: the call fails at once.
   * @throws FreshetError STORE_UNREACHABLE, STORE_MISCONFIGURED.
   */
  call<T>(command: (client: RedisClient) => Promise<T>): Promise<T>;
  /** Every node that takes writes. */
  masters(): readonly Redis[];
  /** Calls back when a connection to a node stands again, before anything is sent on it, or a node is gone. */
  onConnected(listener: () => void): void;
  close(): Promise<void>;
}

/**
 * Connects, and from then on reconnects by itself. A command is never sent twice: after a lost
 * connection its outcome is the caller's to find out, by reading the fence.
 * @throws FreshetError STORE_UNREACHABLE, STORE_MISCONFIGURED within a few seconds.
 */
export async function connect(access: RedisAccess, logger: Logger): Promise<Connection> {
  const endpoints = parseEndpoints(access);
  const { address } = endpoints;
  const client = createClient(endpoints);
  const link = watch(client, address, logger);
  try {
    await client.connect();
  } catch (error) {
    client.disconnect();
    throw storeFailure(link.lastError() ?? error, address);
  }
  return {
    address,
    clustered: client instanceof Cluster,
    async call(command) {
      if (client.status !== 'ready') throw unreachable(address, link.lastError());
      try {
        return await command(client);
      } catch (error) {
        throw storeFailure(error, address);
      }
    },
    masters: () => (client instanceof Cluster ? client.nodes('master') : [client]),
    onConnected(listener) {
      if (client instanceof Cluster) {
        for (const node of client.nodes()) node.on('ready', listener);
        client.on('+node', (node: Redis) => node.on('ready', listener));
        // A replica may have taken over from it.
        client.on('-node', listener);
      }
      client.on('ready', listener);
    },
    close: () => hangUp(client),
  };
}

/** Without a connection yet. */
export function createClient(endpoints: Endpoints): RedisClient {
  return endpoints.nodes.length > 1 ? createCluster(endpoints) : createSingle(endpoints);
}

export async function hangUp(client: RedisClient): Promise<void> {
  if (client.status !== 'ready') return client.disconnect();
  // QUIT lets the answers under way arrive; a server that is gone has none to give.
  await client.quit().catch(() => client.disconnect());
}

function createSingle(endpoints: Endpoints): Redis {
  return new Redis({
    ...endpoints.nodes[0]!,
    ...nodeOptions(endpoints),
    db: endpoints.db,
    lazyConnect: true,
    enableOfflineQueue: false,
    retryStrategy: reconnectDelayMs,
    // After a failover the address may lead to the new master.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  });
}

function createCluster(endpoints: Endpoints): Cluster {
  return new Cluster([...endpoints.nodes], {
    redisOptions: nodeOptions(endpoints),
    lazyConnect: true,
    scaleReads: 'master',
    // Zero: otherwise a command on a lost connection, executed or not, is sent again.
    retryDelayOnFailover: 0,
    maxRedirections: REDIRECTIONS_MAX,
    clusterRetryStrategy: reconnectDelayMs,
    // TLS certificates are for names, so names must not be resolved before connecting.
    ...(endpoints.tls && { dnsLookup: (name, done) => done(null, name) }),
  });
}

/** How every node of the store is reached. */
export function nodeOptions({ username, password, tls, ca }: Endpoints): RedisOptions {
  return {
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(tls && { tls: ca === undefined ? {} : { ca } }),
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: ANSWER_MS_MAX,
    socketTimeout: ANSWER_MS_MAX,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
  };
}

function reconnectDelayMs(attempt: number): number {
  return Math.min(RECONNECT_DELAY_MS_MIN * 2 ** Math.min(attempt, 10), RECONNECT_DELAY_MS_MAX);
}

/** Logs each outage once, and remembers the reason for the messages of calls that fail in it. */
export function watch(client: RedisClient, address: string, logger: Logger) {
  let last: Error | undefined;
  let state: 'starting' | 'up' | 'down' = 'starting';
  client.on('error', (error: Error) => {
    last = withoutCommand(error);
  });
  client.on('ready', () => {
    if (state === 'down') logger.info({ address }, 'redis connection restored');
    state = 'up';
    last = undefined;
  });
  client.on('reconnecting', () => {
    // A connection that never stood is the error of `connect`, not an outage.
    if (state !== 'up') return;
    state = 'down';
    logger.warn({ address, err: last }, 'redis connection lost');
  });
  return { lastError: () => last };
}
