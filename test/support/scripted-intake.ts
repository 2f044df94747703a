import { createBeaconFiles } from '@freshet/ingest';
import Fastify from 'fastify';
import { urlOf } from './tagged-site.ts';

/** What the intake is to answer to a request of so many events. */
export type Script = (
  events: readonly PostedEvent[],
  request: number,
) => { status: number; retryAfter?: string; body?: unknown };

export interface PostedEvent {
  readonly id: string;
  readonly type: string;
}

/** Stands for an intake, and for what may lie between it and a browser: it answers as it is told. */
export async function openScriptedIntake(script: Script) {
  const requests: PostedEvent[][] = [];
  /** Of every request for the intake, preflights among them. */
  const methods: string[] = [];
  const app = Fastify();
  await app.register(createBeaconFiles());
  app.addHook('onRequest', (request, _reply, done) => {
    if (request.url === '/v1/events') methods.push(request.method);
    done();
  });
  app.addContentTypeParser('text/plain', { parseAs: 'string' }, (_request, body, done) =>
    done(null, JSON.parse(String(body))),
  );
  app.post<{ Body: { events: PostedEvent[] } }>('/v1/events', (request, reply) => {
    const { events } = request.body;
    requests.push(events);
    const { status, retryAfter, body = {} } = script(events, requests.length);
    void reply.headers({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'retry-after',
    });
    if (retryAfter !== undefined) void reply.header('retry-after', retryAfter);
    return reply.code(status).send(body);
  });
  return { url: await urlOf(app), requests, methods };
}
