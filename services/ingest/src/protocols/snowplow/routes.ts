import { siteOf, siteOfAny } from '@freshet/access';
import { acceptLenientJson, forVisitors, isObject, problemCodeOf } from '@freshet/runtime';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Ingest } from '../../ingest.ts';
import type { ForeignIntake } from '../foreign-events.ts';
import { laterIfOver, provenIn } from '../lenient.ts';
import { openToPages } from './credentialed-pages.ts';
import { getPixel, postRows } from './description.ts';
import { snowplowEntries } from './entries.ts';
import { SaidUsers } from './said-users.ts';

const COLLECT = '/com.snowplowanalytics.snowplow/tp2';
/** A path of a site's own, `/com.acme/track`: no other call of ours has a name with a dot in its first part. */
const OWN_PATH = String.raw`/:vendor(^[\w-]+\.[\w.-]+$)/:path`;
const PIXEL = '/i';
/** One transparent pixel. */
const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');

/**
 * The collector's side of the Snowplow tracker protocol 2. Its trackers send again what is not answered 2xx, except
 * after 400, 401, 403, 410 and 422, and hold back all that comes after it: no row that is bad may have a request
 * refused.
 * @see https://docs.snowplow.io/docs/sources/trackers/snowplow-tracker-protocol/
 */
export function snowplowRoutes(
  app: FastifyInstance,
  { refusals, clock }: Pick<Ingest, 'refusals' | 'clock'>,
  take: ForeignIntake,
): void {
  const saidUsers = new SaidUsers();
  // A request that is none of a tracker's is told so by what it holds: it would repeat a 415 for ever.
  acceptLenientJson(app);
  openToPages(app, { [COLLECT]: 'POST', [OWN_PATH]: 'POST', [PIXEL]: 'GET' });
  app.addHook('onError', (request, _reply, error, done) => {
    refusals.request(siteOfAny(request), problemCodeOf(error));
    done();
  });
  const config = forVisitors('events');
  app.post(COLLECT, { config: { ...config, operation: postRows } }, collect);
  app.post(OWN_PATH, { config }, collect);
  app.get(PIXEL, { config: { ...config, operation: getPixel } }, async (request, reply) => {
    // HEAD asks what there is, and tells of nothing.
    if (request.method === 'GET') await accept(request, [request.query], undefined);
    void reply.header('cache-control', 'no-cache, no-store, must-revalidate');
    return reply.type('image/gif').send(gif);
  });

  async function collect(request: FastifyRequest, reply: FastifyReply) {
    const { body } = request;
    const rows = isObject(body) && Array.isArray(body['data']) ? body['data'] : undefined;
    await accept(request, rows ?? [body ?? null], rows && '/data');
    return reply.type('text/plain; charset=utf-8').send('ok');
  }

  async function accept(
    request: FastifyRequest,
    rows: readonly unknown[],
    pointer: string | undefined,
  ): Promise<void> {
    const user = await provenIn(request);
    const isAnonymous = request.headers['sp-anonymous'] !== undefined;
    const agent = request.headers['user-agent'];
    const { isNews, end } = saidUsers.begin(siteOf(request));
    const circumstances = { receivedAt: clock(), isAnonymous, user, agent, isNews };
    const reader = snowplowEntries(circumstances);
    await take(request, { rows, pointer, reader }).catch(laterIfOver);
    end();
  }
}
