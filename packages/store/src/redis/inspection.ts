import { Redis } from 'ioredis';
import type { InspectedCluster, InspectedServer, StoreInspection } from '../inspection.ts';
import type { RedisAccess } from './access.ts';
import { nodeOptions } from './connection.ts';
import { type Endpoint, type Endpoints, parseEndpoints } from './endpoints.ts';
import { storeFailure } from './failures.ts';
import { missingRights } from './rights.ts';
import { fieldsOf, redisCli, serverInfo, unmetRequirements } from './requirements.ts';

/**
 * Asks each server by itself, since a cluster that is not whole answers as nothing at all. The masters
 * that a cluster has beside those in `url` are asked as well.
 * @throws FreshetError CONFIG_INVALID for a URL that is none; a server that does not answer is a fact.
 */
export async function inspectRedis(access: RedisAccess): Promise<StoreInspection> {
  const endpoints = parseEndpoints(access);
  const named = await Promise.all(endpoints.nodes.map((node) => inspect(node, endpoints)));
  const known = new Set(named.map(({ server }) => server.address));
  const others = new Map(
    named
      .flatMap(({ masters }) => masters)
      .map((node) => [addressOf(node), node] as const)
      .filter(([address]) => !known.has(address)),
  );
  const further = await Promise.all([...others.values()].map((node) => inspect(node, endpoints)));
  return {
    servers: [...named, ...further].map(({ server }) => server),
    cluster: named.find(({ cluster }) => cluster !== undefined)?.cluster,
  };
}

interface Inspected {
  readonly server: InspectedServer;
  readonly cluster?: InspectedCluster;
  readonly masters: readonly Endpoint[];
}

async function inspect(node: Endpoint, endpoints: Endpoints): Promise<Inspected> {
  const address = addressOf(node);
  const client = new Redis({
    ...node,
    ...nodeOptions(endpoints),
    lazyConnect: true,
    enableOfflineQueue: false,
    retryStrategy: () => null,
  });
  let last: Error | undefined;
  client.on('error', (error: Error) => {
    last = error;
  });
  try {
    await client.connect();
    return await ask(client, address, endpoints.nodes.length > 1);
  } catch (error) {
    const failure = (storeFailure(last ?? error, address) as Error).message;
    const silent = { info: new Map(), save: undefined, aheadMs: 0, unmet: [] };
    return { server: { address, cli: redisCli(address), failure, ...silent }, masters: [] };
  } finally {
    client.disconnect();
  }
}

async function ask(client: Redis, address: string, clustered: boolean): Promise<Inspected> {
  const info = await serverInfo(client);
  const server = {
    address,
    cli: redisCli(address),
    info,
    save: await configured(client, 'save'),
    aheadMs: await aheadMs(client),
    unmet: [...unmetRequirements(info, address, clustered), ...(await missingRights(client))],
  };
  if (info.get('redis_mode') !== 'cluster') return { server, masters: [] };
  const cluster = { address, info: fieldsOf(await client.cluster('INFO')) };
  return { server, cluster, masters: await mastersOf(client) };
}

async function aheadMs(client: Redis): Promise<number> {
  const before = Date.now();
  const [seconds, microseconds] = await client.time();
  const middle = (before + Date.now()) / 2;
  return Math.round(Number(seconds) * 1000 + Number(microseconds) / 1000 - middle);
}

/** Undefined where the server keeps its configuration to itself, as managed ones do. */
async function configured(client: Redis, name: string): Promise<string | undefined> {
  const answer = (await client.config('GET', name).catch(() => [])) as string[];
  return answer[1];
}

async function mastersOf(client: Redis): Promise<Endpoint[]> {
  const ranges = await client.cluster('SLOTS');
  return ranges.flatMap(([, , master]) => {
    const [host, port] = master ?? [];
    return host && port !== undefined ? [{ host, port }] : [];
  });
}

const addressOf = ({ host, port }: Endpoint): string => `${host}:${port}`;
