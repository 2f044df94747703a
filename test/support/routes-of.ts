import type { FastifyInstance } from 'fastify';

const routes = new WeakMap<FastifyInstance, string[]>();

/** Has `routesOf` know the routes that a server is given from now on. */
export function followRoutes(app: FastifyInstance): void {
  const all: string[] = [];
  routes.set(app, all);
  app.addHook('onRoute', ({ method, url }) => {
    const path = url.replaceAll(/:(\w+)/g, '{$1}').replace('*', '{rest}');
    const methods = [method].flat().filter((one) => one !== 'HEAD' && one !== 'OPTIONS');
    all.push(...methods.map((one) => `${one} ${path}`));
  });
}

/** Every route of a server as `GET /v1/items/{itemId}`, without the HEAD and OPTIONS that come of themselves. */
export const routesOf = (app: FastifyInstance): readonly string[] => routes.get(app)!;

/** What is not to be in the document: itself, and second names of calls that are in it. */
const besides = [
  /\/(openapi\.json|docs.*)$/,
  // Segment's short ones, one of which is no other's.
  /\/v1\/[^m]$/,
  // Gorse's with a slash behind them.
  /\/api\/.*\/$/,
  // A path of one's own for Snowplow's trackers.
  /\/\{vendor\}/,
  // What pages of the back office ask their own server.
  / \/v1\/dashboard\//,
];

/** Whether a route is to be in the document. */
export const isCall = (route: string): boolean => !besides.some((one) => one.test(route));
