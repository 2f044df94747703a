import type { FastifyInstance } from 'fastify';
import { FreshetError } from '../errors.ts';
import type { Logger } from '../logger.ts';

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

const problemCodes: Record<string, string> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'MEDIA_TYPE_UNSUPPORTED',
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
export function answerErrors(app: FastifyInstance, logger: Logger): void {
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
