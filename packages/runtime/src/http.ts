import type { Socket } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { FreshetError } from './errors.ts';
import type { Logger } from './logger.ts';

/** Largest request body, in bytes, after decompression (DESIGN: 512 KB). */
export const BODY_BYTES_MAX = 512 * 1024;

/** What every refused request answers; `pointer` (RFC 6901) leads to the fault in the body. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly pointer?: string;
}

/** A refusal that a route throws; its text is shown to the caller. */
export class HttpProblem extends Error {
  readonly statusCode: number;
  readonly problem: Problem;
  readonly retryAfterS: number | undefined;

  constructor(statusCode: number, problem: Problem, retryAfterS?: number) {
    super(problem.message);
    this.name = 'HttpProblem';
    this.statusCode = statusCode;
    this.problem = problem;
    this.retryAfterS = retryAfterS;
  }
}

/** A Fastify instance with Freshet's limits, error answers and prompt close; routes are added to it. */
export function createHttpServer(logger: Logger): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: 30_000,
    // Bundles for browsers are made while routes are added; on a busy machine that takes over Fastify's 10 s.
    pluginTimeout: 120_000,
    return503OnClosing: true,
    routerOptions: { maxParamLength: 1024 },
  });
  closePromptly(app);
  answerErrors(app, logger);
  return app;
}

/**
 * Without `connection: close` an idle keep-alive socket holds up `app.close()` for the whole
 * keepAliveTimeout (72 s) after its last answer; and a socket that was opened ahead of its first
 * request, as browsers and fetch do, for the headersTimeout (60 s): Node does not count it as idle.
 */
function closePromptly(app: FastifyInstance): void {
  const sockets = new Set<Socket>();
  let closing = false;
  app.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  app.addHook('preClose', (done) => {
    closing = true;
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    done();
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (closing) void reply.header('connection', 'close');
    done(null, payload);
  });
}

const problemCodes: Record<string, string> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'MEDIA_TYPE_UNSUPPORTED',
  FST_ERR_CTP_INVALID_JSON_BODY: 'BODY_MALFORMED',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'BODY_MALFORMED',
  FST_ERR_VALIDATION: 'REQUEST_INVALID',
};

/** The code by which a request that ended with this error was refused. */
export function problemCodeOf(error: Error & { code?: string; statusCode?: number }): string {
  if (error instanceof HttpProblem) return error.problem.code;
  if (error instanceof FreshetError && error.retriable) return error.code;
  if ((error.statusCode ?? 500) >= 500) return 'INTERNAL';
  return problemCodes[error.code ?? ''] ?? 'REQUEST_INVALID';
}

/** 4xx texts are shown, 5xx texts are logged and hidden. */
function answerErrors(app: FastifyInstance, logger: Logger): void {
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({
      code: 'NOT_FOUND',
      message: `There is no ${request.method} ${request.url.split('?')[0]} here.`,
    }),
  );
  app.setErrorHandler((error: Error & { code?: string; statusCode?: number }, request, reply) => {
    if (error instanceof HttpProblem) {
      if (error.retryAfterS !== undefined) void reply.header('retry-after', error.retryAfterS);
      return reply.code(error.statusCode).send(error.problem);
    }
    if (error instanceof FreshetError && error.retriable) {
      void reply.header('retry-after', 1);
      return reply.code(503).send({ code: error.code, message: error.message });
    }
    const status = error.statusCode ?? 500;
    if (status < 500) {
      return reply.code(status).send({ code: problemCodeOf(error), message: error.message });
    }
    logger.error(
      { err: error, method: request.method, route: request.routeOptions.url },
      'request failed',
    );
    return reply
      .code(500)
      .send({ code: 'INTERNAL', message: 'The request failed; the log says why.' });
  });
}

export interface Readiness {
  readonly ready: boolean;
  /** One short phrase per part that is not ready. */
  readonly waitingFor: readonly string[];
}

/** Prometheus text; a `Registry` is one. */
export type MetricsSource = Pick<Registry, 'contentType' | 'metrics'>;

/** `GET /health/live`, `/health/ready` and `/metrics`. */
export function registerOperations(
  app: FastifyInstance,
  { registry, readiness }: { registry: MetricsSource; readiness: () => Readiness },
): void {
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', (_request, reply) => {
    const state = readiness();
    return reply.code(state.ready ? 200 : 503).send(state);
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}

/** Listens, turning a used port into an error that names it. */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new FreshetError(
      'PORT_IN_USE',
      `Port ${port} on ${host} is already in use; stop what listens there or set PORT to another one.`,
      { cause: error, port, host },
    );
  }
}
