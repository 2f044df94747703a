import { FreshetError } from '@freshet/runtime';
import type { Redis } from 'ioredis';

/** Scripts with flags (`#!lua`) came with Redis 7. */
const MAJOR_VERSION_MIN = 7;

/** What a server says of itself, by field of INFO. */
export type ServerInfo = ReadonlyMap<string, string>;

export async function serverInfo(node: Redis): Promise<ServerInfo> {
  return fieldsOf(await node.info());
}

/** The lines `field:value` of INFO and CLUSTER INFO. */
export function fieldsOf(text: string): ReadonlyMap<string, string> {
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

/** What keeps a server from being used, and what mends it. */
export interface UnmetRequirement {
  readonly fault: string;
  readonly remedy: string;
}

/** Where state could vanish behind its fence, or scripts do not work. `address`: `host:port`. */
export function unmetRequirements(
  info: ServerInfo,
  address: string,
  clustered: boolean,
): UnmetRequirement[] {
  const unmet: UnmetRequirement[] = [];
  const version = info.get('redis_version') ?? 'unknown';
  if (!(Number.parseInt(version, 10) >= MAJOR_VERSION_MIN)) {
    unmet.push({
      fault: `is version ${version}`,
      remedy: `use Redis ${MAJOR_VERSION_MIN} or newer`,
    });
  }
  const policy = info.get('maxmemory_policy') ?? 'unknown';
  if (policy !== 'noeviction') {
    unmet.push({
      fault: `drops keys when memory is short (maxmemory-policy is "${policy}"), which loses state behind its fence`,
      remedy: `run: ${redisCli(address)} config set maxmemory-policy noeviction (and set it in redis.conf)`,
    });
  }
  const role = info.get('role');
  if (role !== 'master') {
    unmet.push({ fault: `is a ${role}`, remedy: 'REDIS_URL must lead to the master' });
  }
  if (!clustered && info.get('redis_mode') === 'cluster') {
    unmet.push({
      fault: 'is a node of a Redis Cluster',
      remedy: 'name two or more of its nodes in REDIS_URL, comma separated',
    });
  }
  return unmet;
}

/**
 * Refuses a server that does not meet all of them.
 * @throws FreshetError STORE_MISCONFIGURED with what to do.
 */
export function checkServer(info: ServerInfo, address: string, clustered: boolean): void {
  const [first] = unmetRequirements(info, address, clustered);
  if (first === undefined) return;
  const { fault, remedy } = first;
  const message = `Redis at ${address} ${fault}; ${remedy}.`;
  throw new FreshetError('STORE_MISCONFIGURED', message, { address });
}

/** The command line that reaches a server. */
export function redisCli(address: string): string {
  const colon = address.lastIndexOf(':');
  return `redis-cli -h ${address.slice(0, colon)} -p ${address.slice(colon + 1)}`;
}
