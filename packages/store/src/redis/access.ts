import { readPem } from '@freshet/runtime';

/** How Redis is reached. */
export interface RedisAccess {
  /** `redis://…`, or `rediss://…` for TLS; several, comma separated, are nodes of a Redis Cluster. */
  readonly url: string;
  /** Who signed the servers' certificates, as PEM; default: those that everybody trusts. */
  readonly ca?: string;
}

/** As the settings say. @throws FreshetError CONFIG_INVALID. */
export function redisAccess({
  REDIS_URL: url,
  REDIS_CA_FILE: caFile,
}: {
  readonly REDIS_URL: string;
  readonly REDIS_CA_FILE: string;
}): RedisAccess {
  return caFile === '' ? { url } : { url, ca: readPem('REDIS_CA_FILE', caFile) };
}
