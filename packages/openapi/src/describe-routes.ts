import { forEveryone } from '@freshet/runtime';
import { protectPages, serveAsset } from '@freshet/web/serving';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { type About, type DescribedRoute, documentOf } from './document.ts';
import { files, page } from './page.ts';

/**
 * Adds `GET /openapi.json`, the document of all routes that `app` is given from now on and that say what
 * they do, and `GET /docs`, a page to read and try them. Both are made when first asked for.
 */
export function describeRoutes(app: FastifyInstance, about: About): void {
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => {
    routes.push(route);
  });
  let document: string | undefined;
  app.get('/openapi.json', { config: forEveryone }, (_request, reply) => {
    document ??= JSON.stringify(documentOf(routes.flatMap(describedIn), about));
    // Pages of other origins generate and try clients from it.
    void reply.header('access-control-allow-origin', '*');
    return reply.type('application/json; charset=utf-8').send(document);
  });
  void app.register(async (pages) => {
    // Its icons are pictures within its style sheet.
    await protectPages(pages, { pictures: ['data:'] });
    pages.get('/docs', { config: forEveryone }, (_request, reply) =>
      reply.type('text/html; charset=utf-8').send(page(about.title)),
    );
  });
  for (const [path, asset] of Object.entries(files)) {
    serveAsset(app, path, asset, { isImmutable: false });
  }
}

/** A route may have several methods; Fastify adds a HEAD for each GET. */
function describedIn({ method, url, config }: RouteOptions): DescribedRoute[] {
  const { operation, access } = config ?? {};
  if (operation === undefined || access === undefined) return [];
  return [method]
    .flat()
    .filter((name) => name !== 'HEAD')
    .map((name) => ({ method: name, url, access, operation }));
}
