import { requireKeyScope, siteOf } from '@freshet/access';
import { BASE, partOf, partsBehind, trimmed } from '@freshet/gorse';
import { HttpProblem, needs } from '@freshet/runtime';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { N_MAX } from '../../query/recommendation-request.ts';
import { requireId, wholeNumber } from '../listing.ts';
import { FeedbackTally } from './feedback-tally.ts';
import {
  feedbackDocument,
  feedbackIn,
  type GorseFeedback,
  type GorseUser,
  userIn,
} from './told-event.ts';
import type { LogPlace, ToldLog } from './told-log.ts';

const config = needs(['inspect', 'admin']);

/** What sites have told, read back: users and feedback. */
export function toldRoutes(app: FastifyInstance, log: ToldLog): void {
  for (const url of [`${BASE}/users`, `${BASE}/users/`]) {
    app.get(url, { config }, async (request) => {
      const Users: GorseUser[] = [];
      const Cursor = await pageOf(
        request,
        (event) => {
          const told = userIn(event);
          return told === undefined ? [] : [told];
        },
        Users,
      );
      return { Cursor, Users };
    });
  }
  app.get(`${BASE}/user/*`, { config: needs(['inspect', 'recommend']) }, (request) => {
    const { id, of, rest } = partOf(partsBehind(`${BASE}/user/`, request.url), [
      'neighbors',
      'feedback',
    ]);
    const userId = requireId('The user', id);
    // Nobody is compared with anybody else here.
    if (of === 'neighbors') return [];
    requireKeyScope(request, 'inspect', 'What was told of a user');
    return of === 'feedback' ? feedbackOf(request, userId, ofType(rest)) : user(request, userId);
  });
  for (const url of [`${BASE}/feedback`, `${BASE}/feedback/*`]) {
    app.get(url, { config }, (request) => {
      const parts = trimmed(partsBehind(`${BASE}/feedback/`, request.url));
      const [first = '', second = '', ...rest] = parts;
      if (parts.length === 1) return feedbackPage(request, first);
      if (parts.length === 2) return feedbackOf(request, first, ofItem(second));
      return oneFeedback(request, { type: first, userId: second, itemId: rest.join('/') });
    });
  }

  async function user(request: FastifyRequest, userId: string): Promise<GorseUser> {
    let told: GorseUser | undefined;
    await log.ofUser(siteOf(request), userId, (event) => {
      told = userIn(event, told) ?? told ?? { UserId: userId, Labels: null, Comment: '' };
      return true;
    });
    if (told !== undefined) return told;
    throw new HttpProblem(404, { code: 'PROFILE_UNKNOWN', message: `${userId}: user not found` });
  }

  async function feedbackOf(
    request: FastifyRequest,
    userId: string,
    isWanted: (feedback: { readonly type: string; readonly itemId: string }) => boolean,
  ): Promise<readonly GorseFeedback[]> {
    const tally = new FeedbackTally();
    await log.ofUser(siteOf(request), userId, (event) => tally.hear(event, isWanted));
    return tally.documents();
  }

  /** Gorse answers an empty object where there is none. */
  async function oneFeedback(
    request: FastifyRequest,
    {
      type,
      userId,
      itemId,
    }: { readonly type: string; readonly userId: string; readonly itemId: string },
  ) {
    const [found] = await feedbackOf(request, userId, (told) => {
      return told.type === type && told.itemId === itemId;
    });
    return found ?? {};
  }

  /** Each act for itself, as they lie in the log. */
  async function feedbackPage(request: FastifyRequest, type: string) {
    const Feedback: GorseFeedback[] = [];
    const isWanted = ofType(type);
    const Cursor = await pageOf(
      request,
      (event, isDeleted) => {
        const told = feedbackIn(event).filter((one) => isWanted(one) && !isDeleted(one));
        return told.map((one) => feedbackDocument(one));
      },
      Feedback,
    );
    // gorsejs 0.4 has the one name in its types, servers the other.
    return { Cursor, Feedback, Feedbacks: Feedback };
  }

  async function pageOf<T>(
    request: FastifyRequest,
    rowsOf: (...read: Parameters<Parameters<ToldLog['page']>[2]>) => readonly T[],
    rows: T[],
  ): Promise<string> {
    const { n, cursor, Cursor } = request.query as Readonly<Record<string, unknown>>;
    const size = Math.min(wholeNumber('n', n, 10), N_MAX);
    const from = placeOf(cursor ?? Cursor);
    if (size === 0) return cursorOf(from);
    const next = await log.page(siteOf(request), from, (...read) => {
      rows.push(...rowsOf(...read));
      return rows.length < size;
    });
    return next === null ? '' : cursorOf(next);
  }
}

/** The feedback of an item, of all users. */
export async function feedbackOfItem(
  log: ToldLog,
  site: string,
  { itemId, type }: { readonly itemId: string; readonly type: string },
): Promise<readonly GorseFeedback[]> {
  const tally = new FeedbackTally();
  const isOfType = ofType(type);
  await log.withText(site, itemId, (event) =>
    tally.hear(event, (told) => told.itemId === itemId && isOfType(told)),
  );
  return tally.documents();
}

const ofType = (type: string) => (told: { readonly type: string }) =>
  type === '' || told.type === type;
const ofItem = (itemId: string) => (told: { readonly itemId: string }) => told.itemId === itemId;

const cursorOf = ({ partition, offset }: LogPlace) => `${partition}.${offset}`;

function placeOf(cursor: unknown): LogPlace {
  if (cursor === undefined || cursor === '') return { partition: 0, offset: 0 };
  const text = typeof cursor === 'string' ? cursor : '';
  const [, partition, offset] = /^(\d{1,5})\.(\d{1,15})$/.exec(text) ?? [];
  if (partition !== undefined) return { partition: Number(partition), offset: Number(offset) };
  const message = 'cursor must be one that an answer gave.';
  throw new HttpProblem(400, { code: 'PARAMETER_INVALID', message });
}
