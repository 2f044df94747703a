import { siteOf } from '@freshet/access';
import { ID_BYTES_MAX, isIdentifier } from '@freshet/events';
import { answerAsGorse, BASE, partOf, partsBehind, rowsIn } from '@freshet/gorse';
import { acceptLenientJson, HttpProblem, isObject, needs } from '@freshet/runtime';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { erase } from '../../erasures/erase.ts';
import type { Ingest } from '../../ingest.ts';
import type { ForeignIntake, ForeignOutcome } from '../foreign-events.ts';
import { deletedIn } from './deletion.ts';
import { type GorseRows, gorseEntries } from './entries.ts';
import { refuseTooManyOfOne } from './user-quota.ts';

/** What Gorse's clients write that visitors do, and take back: feedback, and users. */
export async function gorseRoutes(
  app: FastifyInstance,
  ingest: Ingest,
  take: ForeignIntake,
): Promise<void> {
  acceptLenientJson(app);
  answerAsGorse(app);
  const config = needs('events');

  async function taken(request: FastifyRequest, rows: readonly unknown[], what: GorseRows) {
    const foreign = { rows, pointer: '', reader: gorseEntries(what) };
    const { rejected } = await take(request, foreign);
    return rowsAffected(rows, rejected);
  }

  for (const url of [`${BASE}/feedback`, `${BASE}/feedback/`]) {
    for (const method of ['POST', 'PUT'] as const) {
      app.route({
        method,
        url,
        config,
        handler(request) {
          const rows = rowsIn(request.body, 'feedback');
          refuseTooManyOfOne(rows);
          return taken(request, rows, { of: 'feedback', isChange: method === 'PUT' });
        },
      });
    }
  }
  app.delete(`${BASE}/feedback/*`, { config }, (request) =>
    taken(request, [deletedIn(request.url)], { of: 'deletions', isChange: false }),
  );
  for (const url of [`${BASE}/users`, `${BASE}/users/`]) {
    app.post(url, { config }, (request) =>
      taken(request, rowsIn(request.body, 'users'), { of: 'users', isChange: false }),
    );
  }
  for (const url of [`${BASE}/user`, `${BASE}/user/`]) {
    app.post(url, { config }, (request) =>
      taken(request, [request.body ?? null], { of: 'users', isChange: false }),
    );
  }
  app.patch(`${BASE}/user/*`, { config }, (request) => {
    const { body } = request;
    const user = isObject(body) ? { ...body, UserId: userIdIn(request) } : (body ?? null);
    return taken(request, [user], { of: 'users', isChange: true });
  });
  app.delete(`${BASE}/user/*`, { config: needs('admin') }, async (request) => {
    const userId = userIdIn(request);
    await erase(ingest, { site: siteOf(request), userId, anonymousId: null });
    return { RowAffected: 1 };
  });
}

function userIdIn({ url }: FastifyRequest): string {
  const { id } = partOf(partsBehind(`${BASE}/user/`, url), []);
  if (isIdentifier(id)) return id;
  const message = `The user's id must be 1 to ${ID_BYTES_MAX} bytes without control characters.`;
  throw new HttpProblem(400, { code: 'ID_INVALID', message });
}

/** As Gorse says it; where it would have refused the whole request for a row, that row is named beside it. */
function rowsAffected(rows: readonly unknown[], rejected: ForeignOutcome['rejected']) {
  const [first] = rejected;
  if (first === undefined) return { RowAffected: rows.length };
  if (rejected.length === rows.length) {
    const message = `Nothing was taken; row ${first.index}${first.pointer.slice(`/${first.index}`.length)}: ${first.message}`;
    throw new HttpProblem(400, { code: 'ENTRIES_REJECTED', message });
  }
  return {
    RowAffected: rows.length - rejected.length,
    Rejected: rejected.map(({ index, code, pointer, message }) => ({
      Index: index,
      Code: code,
      Pointer: pointer,
      Message: message,
    })),
  };
}
