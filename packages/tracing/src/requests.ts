import type { FastifyInstance } from 'fastify';
import type { RequestSpan, Tracing } from './tracing.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** undefined where the request is not sampled, and where nothing is traced. */
    span?: RequestSpan | undefined;
  }
}

/** Gives sampled requests to the routes of `app` a span, from their head to the end of their answer. */
export function traceRequests(app: FastifyInstance, tracing: Tracing | undefined): void {
  if (tracing === undefined) return;
  app.decorateRequest('span', undefined);
  app.addHook('onRequest', (request, _reply, done) => {
    const { method, headers, routeOptions } = request;
    const { traceparent } = headers;
    request.span = tracing.request({ method, route: routeOptions.url ?? '', traceparent });
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    request.span?.end(reply.statusCode);
    done();
  });
}
