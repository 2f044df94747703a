import {
  isLocal,
  type Logger,
  needs,
  operatorOf,
  passBack,
  takeBodiesUnread,
  toChangeSite,
  Upstream,
} from '@freshet/runtime';
import type { FastifyInstance, FastifyRequest } from 'fastify';
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
    takeBodiesUnread(app, 'application/json');
    for (const call of callsOfApi) forward(app, call, api);
    for (const call of callsOfIngest) forward(app, call, ingest);
  };
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
      const headers = headersOf(request);
      const answer = await upstream.send({ method, target, headers, body });
      return passBack(reply.header('cache-control', 'no-store'), answer);
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
