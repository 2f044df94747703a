import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Asset } from './asset.ts';

/** Seconds: how soon a new version is everywhere, and how long a file stays whose address has its hash. */
const EVERGREEN_S = 300;
const IMMUTABLE_S = 365 * 24 * 3600;

export interface ServeOptions {
  /** The path has the asset's hash in it, so that it never changes. */
  readonly isImmutable: boolean;
}

/** Serves an asset at a path, to pages of any origin; one that is a function is asked for with each request. */
export function serveAsset(
  app: FastifyInstance,
  path: string,
  source: Asset | (() => Promise<Asset>),
  { isImmutable }: ServeOptions,
): void {
  const cacheControl = isImmutable
    ? `public, max-age=${IMMUTABLE_S}, immutable`
    : `public, max-age=${EVERGREEN_S}, stale-while-revalidate=${EVERGREEN_S}`;
  app.get(path, { config: { access: 'everyone' } }, async (request, reply) => {
    const asset = typeof source === 'function' ? await source() : source;
    const etag = `"${asset.hash}"`;
    void reply.headers({
      etag,
      'cache-control': cacheControl,
      vary: 'accept-encoding',
      // A script tag with `integrity` needs the first on another origin; isolated pages need the second.
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type(asset.contentType).send(encoded(asset, request, reply));
  });
}

function encoded(asset: Asset, request: FastifyRequest, reply: FastifyReply): Buffer {
  const accepted = request.headers['accept-encoding'] ?? '';
  if (/\bbr\b/.test(accepted)) {
    void reply.header('content-encoding', 'br');
    return asset.brotli;
  }
  if (/\bgzip\b/.test(accepted)) {
    void reply.header('content-encoding', 'gzip');
    return asset.gzip;
  }
  return asset.plain;
}
