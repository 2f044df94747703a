import { BASE } from '@freshet/gorse';
import {
  type Logger,
  needs,
  passBack,
  type Scope,
  takeBodiesUnread,
  Upstream,
} from '@freshet/runtime';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Longer than ingest waits for the log. */
const PATIENCE_MS = 30_000;
/** Calls that wait for ingest at a time; further ones are refused. Each holds a body. */
const WAITING_MAX = 256;

/** What ingest answers, and the scope that it asks for: what is told of users. */
const calls: readonly (readonly [method: string, url: string, scope: Scope])[] = [
  ['POST', '/feedback', 'events'],
  ['POST', '/feedback/', 'events'],
  ['PUT', '/feedback', 'events'],
  ['PUT', '/feedback/', 'events'],
  ['DELETE', '/feedback/*', 'events'],
  ['POST', '/users', 'events'],
  ['POST', '/users/', 'events'],
  ['POST', '/user', 'events'],
  ['POST', '/user/', 'events'],
  ['PATCH', '/user/*', 'events'],
  ['DELETE', '/user/*', 'admin'],
];

/** What of a request ingest looks at: the key, and whether a page or a server speaks. */
const passedOn = [
  'authorization',
  'content-type',
  'origin',
  'sec-ch-ua',
  'sec-fetch-site',
  'traceparent',
  'tracestate',
  'user-agent',
  'x-api-key',
] as const;

export interface ForwardingOptions {
  readonly ingestUrl: string;
  readonly logger: Logger;
  /** How long ingest may take to answer, in ms; half a minute when absent. */
  readonly patienceMs?: number;
}

/** Passes on to ingest what clients of Gorse tell of users, so that one address answers all their calls. */
export async function forwardToIngest(
  app: FastifyInstance,
  { ingestUrl: url, logger, patienceMs = PATIENCE_MS }: ForwardingOptions,
): Promise<void> {
  const whose = { name: 'Ingest', setting: 'INGEST_URL', of: 'the API' };
  const ingest = new Upstream({ ...whose, url, logger, patienceMs, waitingMax: WAITING_MAX });
  await app.register(async (inside) => {
    takeBodiesUnread(inside, '*');
    for (const [method, path, scope] of calls) {
      inside.route<{ Body: Buffer | undefined }>({
        method,
        url: `${BASE}${path}`,
        config: needs(scope, { isPassedOn: true }),
        async handler(request, reply) {
          const { url: target, body } = request;
          const headers = headersOf(request);
          return passBack(reply, await ingest.send({ method, target, headers, body }));
        },
      });
    }
  });
}

/** Whom it is from is said as proxies say it, so TRUSTED_PROXIES of ingest may name this process. */
function headersOf({ headers, socket }: FastifyRequest): Record<string, string> {
  const said = passedOn.flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  const before = headers['x-forwarded-for'];
  const from = [before ?? [], socket.remoteAddress ?? 'unknown'].flat().join(', ');
  return { ...Object.fromEntries(said), 'x-forwarded-for': from };
}
