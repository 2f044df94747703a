import { FreshetError } from '@freshet/runtime';
import type { RedisAccess } from './access.ts';

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** Where REDIS_URL leads. */
export interface Endpoints {
  readonly nodes: readonly Endpoint[];
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly db: number;
  readonly tls: boolean;
  /** Who signed the servers' certificates, as PEM. */
  readonly ca: string | undefined;
  /** `host:port`, comma separated: fit for messages, since it holds no credentials. */
  readonly address: string;
}

/**
 * Reads `redis://[user[:password]@]host[:port][/db]`, or `rediss://` for TLS. Several, comma
 * separated, name nodes of one Redis Cluster; credentials and TLS are those of the first.
 * @throws FreshetError CONFIG_INVALID, without repeating what may be a password.
 */
export function parseEndpoints({ url: text, ca }: RedisAccess): Endpoints {
  const urls = text.split(',').map((part) => parseUrl(part.trim()));
  const nodes = urls.map(({ hostname, port }) => ({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? 6379 : Number(port),
  }));
  const first = urls[0]!;
  return {
    nodes,
    username: first.username === '' ? undefined : decodeURIComponent(first.username),
    password: first.password === '' ? undefined : decodeURIComponent(first.password),
    db: Number(first.pathname.slice(1)),
    tls: first.protocol === 'rediss:',
    ca,
    address: nodes.map(({ host, port }) => `${host}:${port}`).join(','),
  };
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const known = url?.protocol === 'redis:' || url?.protocol === 'rediss:';
  if (url === undefined || !known || url.hostname === '' || !/^\/?\d*$/.test(url.pathname)) {
    throw new FreshetError(
      'CONFIG_INVALID',
      'REDIS_URL is no Redis address; write redis://[user:password@]host:port[/db], or rediss:// for TLS, and several of them comma separated for a Redis Cluster.',
    );
  }
  return url;
}
