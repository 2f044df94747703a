import { FreshetError } from '@freshet/runtime';
import type { Redis } from 'ioredis';

/** Scripts with flags (`#!lua`) came with Redis 7. */
const MAJOR_VERSION_MIN = 7;

/** What a server says of itself, by field of INFO. */
export type ServerInfo = ReadonlyMap<string, string>;

export async function serverInfo(node: Redis): Promise<ServerInfo> {
  const text = await node.info();
  return new Map(
    text
      .split('\r\n')
      .filter((line) => line.includes(':'))
      .map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon), line.slice(colon + 1)] as const;
      }),
  );
}

/**
 * Refuses a server on which state could vanish behind its fence, or on which scripts do not work.
 * @throws FreshetError STORE_MISCONFIGURED with what to do.
 */
export function checkServer(info: ServerInfo, address: string, clustered: boolean): void {
  const version = info.get('redis_version') ?? 'unknown';
  if (!(Number.parseInt(version, 10) >= MAJOR_VERSION_MIN)) {
    refuse(address, `is version ${version}; use Redis ${MAJOR_VERSION_MIN} or newer`);
  }
  const policy = info.get('maxmemory_policy') ?? 'unknown';
  if (policy !== 'noeviction') {
    const [host, port] = splitAddress(address);
    refuse(
      address,
      `drops keys when memory is short (maxmemory-policy is "${policy}"), which loses state behind its fence; run: redis-cli -h ${host} -p ${port} config set maxmemory-policy noeviction (and set it in redis.conf)`,
    );
  }
  const role = info.get('role');
  if (role !== 'master') {
    refuse(address, `is a ${role}; REDIS_URL must lead to the master`);
  }
  if (!clustered && info.get('redis_mode') === 'cluster') {
    refuse(
      address,
      'is a node of a Redis Cluster; name two or more of its nodes in REDIS_URL, comma separated',
    );
  }
}

function splitAddress(address: string): [host: string, port: string] {
  const colon = address.lastIndexOf(':');
  return [address.slice(0, colon), address.slice(colon + 1)];
}

function refuse(address: string, reason: string): never {
  throw new FreshetError('STORE_MISCONFIGURED', `Redis at ${address} ${reason}.`, { address });
}
