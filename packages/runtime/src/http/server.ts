import Fastify, { type FastifyInstance } from 'fastify';
import { FreshetError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { decompressBody } from './body-decompression.ts';
import {
  BODY_BYTES_MAX,
  HEADER_BYTES_MAX,
  HEADERS_MAX,
  PATH_PART_MAX,
  type ServerBounds,
  serverBounds,
} from './bounds.ts';
import { boundConnections, closeUnused, endConnections, OwedAnswers } from './connections.ts';
import { acceptJson } from './json-body.ts';
import { withoutKeyInPath } from './key-in-path.ts';
import { answerErrors } from './problem.ts';
import { answerBadTarget, answerUnreadable, checkHead } from './request-head.ts';

export interface ServerOptions extends Partial<ServerBounds> {
  /** From when on every answer ends its connection; absent: from the server's close. */
  readonly stopping?: AbortSignal;
}

/**
 * A Fastify instance with Freshet's bounds, error answers and prompt close; routes are added to it. No
 * program of ours listens with another one.
 */
export function createHttpServer(
  logger: Logger,
  { stopping, ...bounds }: ServerOptions = {},
): FastifyInstance {
  const owed = new OwedAnswers();
  const all = { ...serverBounds, ...bounds };
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: all.requestTimeoutMs,
    keepAliveTimeout: all.keepAliveMs,
    connectionTimeout: all.standstillMs,
    http: {
      headersTimeout: all.headersTimeoutMs,
      connectionsCheckingInterval: all.checkEveryMs,
      maxHeaderSize: HEADER_BYTES_MAX,
    },
    // Bundles for browsers are made while routes are added; on a busy machine that takes over Fastify's 10 s.
    pluginTimeout: 120_000,
    // What still comes in on an open connection is answered like any other, and ends it.
    return503OnClosing: false,
    rewriteUrl: ({ url }) => withoutKeyInPath(url!),
    routerOptions: { maxParamLength: PATH_PART_MAX },
    frameworkErrors: answerBadTarget,
    clientErrorHandler: answerUnreadable(owed),
  });
  // One more than are taken, to see that there are too many.
  app.server.maxHeadersCount = HEADERS_MAX + 1;
  boundConnections(app, all.connectionsMax, logger);
  closeUnused(app);
  owed.follow(app);
  endConnections(app, owed, stopping);
  app.addHook('onRequest', checkHead);
  app.addHook('onRequest', (_request, reply, done) => {
    // Unless a route says otherwise: an answer tells of visitors, and is what it says it is.
    void reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    done();
  });
  app.addHook('preParsing', decompressBody);
  app.removeAllContentTypeParsers();
  acceptJson(app, ['application/json']);
  answerErrors(app, logger);
  return app;
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
