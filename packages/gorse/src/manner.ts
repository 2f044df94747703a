import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { nameCalls } from './named-calls.ts';

/** Where Gorse's clients look for all calls. */
export const BASE = '/api';

/**
 * Has the routes of `app` answer as Gorse does beside what they say: a name for each request, and what is wrong
 * as plain text, which clients show as it is.
 */
export function answerAsGorse(app: FastifyInstance): void {
  nameCalls(app, BASE);
  takeNothingAsForm(app);
  app.addHook('onSend', async (_request, reply, payload) => {
    void reply.header('x-request-id', randomUUID());
    if (reply.statusCode < 400 || typeof payload !== 'string') return payload;
    const text = problemText(payload);
    if (text === undefined) return payload;
    void reply.type('text/plain; charset=utf-8');
    return text;
  });
}

function problemText(payload: string): string | undefined {
  if (!payload.startsWith('{')) return undefined;
  const { message } = JSON.parse(payload) as { message?: unknown };
  return typeof message === 'string' ? message : undefined;
}

/** axios says that a PUT without a body is a form. */
function takeNothingAsForm(app: FastifyInstance): void {
  const type = 'application/x-www-form-urlencoded';
  app.addContentTypeParser(type, { parseAs: 'string' }, (_request, body, done) => {
    if (body === '') return done(null, undefined);
    done(Object.assign(new Error('The body must be JSON.'), { statusCode: 415 }));
  });
}
