import { type Logger, Upstream } from '@freshet/runtime';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Longer than ingest waits for the log. */
const PATIENCE_MS = 30_000;
/** Calls that wait for ingest at a time; further ones are refused. Each holds a body. */
const WAITING_MAX = 256;

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

/** Ingest, wherever it is. */
export type Intake = Pick<Upstream, 'send'>;

export interface ApartOptions {
  readonly ingestUrl: string;
  readonly logger: Logger;
  /** How long ingest may take to answer, in ms; half a minute when absent. */
  readonly patienceMs?: number;
}

/** An ingest that runs by itself. */
export function intakeApart({
  ingestUrl: url,
  logger,
  patienceMs = PATIENCE_MS,
}: ApartOptions): Intake {
  const whose = { name: 'Ingest', setting: 'INGEST_URL', of: 'the API' };
  return new Upstream({ ...whose, url, logger, patienceMs, waitingMax: WAITING_MAX });
}

/** The ingest that answers on the same server. */
export function intakeBeside(app: Pick<FastifyInstance, 'inject'>): Intake {
  return {
    async send({ method, target, headers, body }) {
      const call = { method: method as 'POST', url: target, headers };
      const answer = await app.inject({ ...call, ...(body && { payload: body }) });
      const retryAfter = answer.headers['retry-after'];
      return new Response(answer.body, {
        status: answer.statusCode,
        headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
      });
    },
  };
}

/** Whom it is from is said as proxies say it, so TRUSTED_PROXIES of ingest may name this process. */
export function headersOf({ headers, socket }: FastifyRequest): Record<string, string> {
  const said = passedOn.flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  const before = headers['x-forwarded-for'];
  const from = [before ?? [], socket.remoteAddress ?? 'unknown'].flat().join(', ');
  return { ...Object.fromEntries(said), 'x-forwarded-for': from };
}
