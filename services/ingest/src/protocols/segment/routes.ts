import { siteOfAny } from '@freshet/access';
import {
  acceptLenientJson,
  forEveryone,
  type HttpProblem,
  isObject,
  needs,
  problemCodeOf,
} from '@freshet/runtime';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Ingest } from '../../ingest.ts';
import type { ForeignIntake } from '../foreign-events.ts';
import { laterIfOver, provenIn } from '../lenient.ts';
import { answerPreflights } from '../preflights.ts';
import { described } from './description.ts';
import { segmentEntries } from './entries.ts';
import { sdkSettings } from './sdk-settings.ts';
import { type MessageType, messageTypes } from './message.ts';
import { batchRequest, type SegmentRequest, singleRequest } from './request.ts';

const COUNTS = '/v1/m';
const SETTINGS = '/v1/projects/:writeKey/settings';

const access = needs('events', {
  isPublic: true,
  keyIn: ({ body }) => (isObject(body) ? body['writeKey'] : undefined),
});

/**
 * Segment's HTTP tracking API, as its libraries and RudderStack's call it; the browser's has short paths. Its
 * clients drop for good what gets a 4xx other than 408, 410, 429 and 460, and look at no answer below 400.
 * @see https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/
 */
export function segmentRoutes(
  app: FastifyInstance,
  { refusals }: Pick<Ingest, 'refusals'>,
  take: ForeignIntake,
): void {
  // RudderStack's library for Node calls its gzip a form; whatever comes here is JSON or none.
  acceptLenientJson(app);
  app.addHook('onError', (request, reply, error, done) => {
    refusals.request(siteOfAny(request), problemCodeOf(error));
    const { retryAfterS } = error as Partial<HttpProblem>;
    if (retryAfterS !== undefined) void reply.header('x-ratelimit-reset', retryAfterS);
    done();
  });
  const calls = new Map<string, (request: FastifyRequest) => Promise<object>>();
  for (const type of messageTypes) {
    const call = (request: FastifyRequest) => accept(request, singleRequest(request.body), type);
    calls.set(`/v1/${type}`, call).set(`/v1/${type[0]}`, call);
  }
  const batch = (request: FastifyRequest) => accept(request, batchRequest(request.body), undefined);
  // Segment's libraries for Android and iOS, and early ones of servers, call it an import.
  for (const url of ['/v1/batch', '/v1/b', '/v1/import']) calls.set(url, batch);
  for (const [url, call] of calls) {
    app.post(url, { config: { ...access, ...described(url) } }, call);
  }
  // What the browser's library counts of itself.
  app.post(COUNTS, { config: { ...forEveryone, ...described(COUNTS) } }, () => ({ success: true }));
  app.get(SETTINGS, { config: { ...forEveryone, ...described(SETTINGS) } }, sdkSettings);
  answerPreflights(app, [...calls.keys(), COUNTS]);

  async function accept(
    request: FastifyRequest,
    { rows, pointer, context, consent, sentAt }: SegmentRequest,
    type: MessageType | undefined,
  ): Promise<object> {
    const proven = await provenIn(request);
    const reader = segmentEntries({ type, context, consent, proven, sentAt });
    const outcome = await take(request, { rows, pointer, reader }).catch(laterIfOver);
    const { accepted, duplicates } = outcome;
    const rejected = outcome.rejected.map((one) => ({ ...one, ...messageIdIn(rows[one.index]) }));
    return { success: true, accepted, duplicates, rejected };
  }
}

function messageIdIn(message: unknown): { readonly messageId?: string } {
  const messageId = isObject(message) ? message['messageId'] : undefined;
  return typeof messageId === 'string' ? { messageId } : {};
}
