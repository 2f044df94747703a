/** What the pages ask of the API: method and path, as Fastify writes paths. */
export const callsOfApi = [
  'GET /v1/recommendations',
  'GET /v1/profiles',
  'GET /v1/items/:itemId',
  'GET /v1/items/:itemId/similar',
  'GET /v1/items/:itemId/bought-together',
  'GET /v1/popular',
  'GET /v1/latest',
  'GET /v1/ranker',
  'POST /v1/admin/ranker/freeze',
  'POST /v1/admin/ranker/thaw',
  'POST /v1/admin/ranker/reset',
  'GET /v1/admin/figures',
  'GET /v1/admin/rules',
  'PUT /v1/admin/rules/:id',
  'DELETE /v1/admin/rules/:id',
  'POST /v1/admin/rules/preview',
  'GET /v1/admin/rules/changes',
  'POST /v1/admin/rules/changes/:number/revert',
  'GET /v1/admin/experiments',
  'GET /v1/admin/experiments/:id',
  'PUT /v1/admin/experiments/:id',
  'DELETE /v1/admin/experiments/:id',
  'POST /v1/admin/experiments/:id/start',
  'POST /v1/admin/experiments/:id/stop',
] as const;

/** What they ask of ingest. */
export const callsOfIngest = [
  'GET /v1/messages/:id',
  'GET /v1/admin/dead-letters',
  'GET /v1/admin/dead-letters/:offset',
  'POST /v1/admin/dead-letters/redrive',
  'POST /v1/admin/dead-letters/purge',
] as const;

export type AllowedCall = (typeof callsOfApi | typeof callsOfIngest)[number];

/** Whether the service that answers it takes it from its own machine only. */
export const isForAdmins = (path: string): boolean => path.startsWith('/v1/admin/');
