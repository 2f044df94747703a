import type { FastifyInstance } from 'fastify';

/** Every route of a server as `GET /v1/items/{itemId}`, without the HEAD and OPTIONS that come of themselves. */
export function routesOf(app: FastifyInstance): string[] {
  const parts: string[] = [];
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent, part, methods] = /^(.*)[├└]── (\S+) \((.+)\)$/.exec(line) ?? [];
      if (part === undefined) return [];
      parts.splice(indent!.length / 4, parts.length, part);
      const path = parts.join('').replaceAll(/:(\w+)/g, '{$1}');
      return methods!
        .split(', ')
        .filter((method) => method !== 'HEAD' && method !== 'OPTIONS')
        .map((method) => `${method} ${path}`);
    });
}
