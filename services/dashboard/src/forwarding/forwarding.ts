import { isLocal, type Logger, needs, operatorOf, toChangeSite, Upstream } from '@freshet/runtime';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type AllowedCall, callsOfApi, callsOfIngest, isForAdmins } from './allowed-calls.ts';

/** Less than a page waits, so that it is told which service hangs. */
const PATIENCE_MS = 8_000;
/** Calls that wait for a service at a time; further ones are refused. */
export const WAITING_MAX = 64;

export interface ForwardingOptions {
  readonly apiUrl: string;
  readonly ingestUrl: string;
  /** Secret key of all sites that the calls are made with; '' where there are no keys. */
  readonly key?: string;
  readonly logger: Logger;
  /** How long an answer may take, in ms; eight seconds when absent. */
  readonly patienceMs?: number;
}

/**
 * Where API and ingest run by themselves: passes on to them what the pages ask for, as a Fastify plugin,
 * and nothing else. To them every call comes from this machine, so their rule for admin calls is applied
 * here, and whoever is not from here and not logged in is named, which has them apply it as well.
 */
export function createForwarding({ apiUrl, ingestUrl, ...given }: ForwardingOptions) {
  const rest = {
    of: 'the dashboard',
    patienceMs: PATIENCE_MS,
    waitingMax: WAITING_MAX,
    ...given,
  };
  const api = new Upstream({ ...rest, name: 'The API', url: apiUrl, setting: 'API_URL' });
  const ingest = new Upstream({ ...rest, name: 'Ingest', url: ingestUrl, setting: 'INGEST_URL' });
  return async function forwardingRoutes(app: FastifyInstance): Promise<void> {
    passBodiesOn(app);
    for (const call of callsOfApi) forward(app, call, api);
    for (const call of callsOfIngest) forward(app, call, ingest);
  };
}

/** Bytes as they came, within the server's bound: whoever answers says what is wrong with them. */
function passBodiesOn(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
}

function forward(app: FastifyInstance, call: AllowedCall, upstream: Upstream): void {
  const [method = '', url = ''] = call.split(' ');
  app.route<{ Body: Buffer | undefined }>({
    method,
    url,
    exposeHeadRoute: false,
    config: isForAdmins(url) ? toChangeSite : needs(['inspect', 'admin']),
    async handler(request, reply) {
      const { url: target, body } = request;
      return passBack(
        reply,
        await upstream.send({ method, target, headers: headersOf(request), body }),
      );
    },
  });
}

function headersOf(request: FastifyRequest): Record<string, string> {
  const { body, socket } = request;
  const operator = operatorOf(request);
  const isOurs = operator !== undefined || isLocal(request);
  return {
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(operator !== undefined && { 'x-freshet-actor': headerText(operator.name) }),
    ...(!isOurs && { 'x-forwarded-for': socket.remoteAddress ?? 'unknown' }),
  };
}

/** A header takes no letters beyond Latin-1, so it says that there are others, as RFC 8187 does. */
const headerText = (text: string): string => `UTF-8''${encodeURIComponent(text)}`;

/** As it came, but for headers that speak of the connection, or to pages of other sites. */
function passBack(reply: FastifyReply, { status, headers, body }: Response): FastifyReply {
  void reply.code(status).header('cache-control', 'no-store');
  for (const name of ['content-type', 'retry-after']) {
    const value = headers.get(name);
    if (value !== null) void reply.header(name, value);
  }
  return reply.send(body ?? undefined);
}
