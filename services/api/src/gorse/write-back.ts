import { requireKeyScope } from '@freshet/access';
import { DISMISSAL_DELAY_S_MAX, ORDER_LINES_MAX } from '@freshet/events';
import { parseDuration } from '@freshet/gorse';
import { HttpProblem } from '@freshet/runtime';
import type { FastifyRequest } from 'fastify';
import { headersOf, type Intake } from './intake.ts';
import { type Listing, requireId } from './listing.ts';

/** As feedback of which type a list is written back, and how much later. */
export interface WriteBack {
  readonly type: string;
  readonly delayS: number;
}

/** What a call wants written back; undefined: nothing. @throws HttpProblem 400, 403 SCOPE_MISSING. */
export function writeBackIn(request: FastifyRequest, listing: Listing): WriteBack | undefined {
  const { query } = request as { query: Readonly<Record<string, unknown>> };
  const { 'write-back-type': type = '', 'write-back-delay': delay = '' } = query;
  if (type === '') return undefined;
  requireKeyScope(request, 'events', 'write-back-type');
  if (listing.end - listing.offset > ORDER_LINES_MAX) {
    throw invalid(`With write-back-type n is at most ${ORDER_LINES_MAX}.`);
  }
  return { type: requireId('write-back-type', type), delayS: delay === '' ? 0 : delayIn(delay) };
}

function delayIn(delay: unknown): number {
  const seconds = typeof delay === 'string' ? parseDuration(delay) : undefined;
  if (seconds !== undefined && seconds <= DISMISSAL_DELAY_S_MAX) return seconds;
  const got = JSON.stringify(delay).slice(0, 64);
  throw invalid(
    `write-back-delay must be a duration such as 1h30m, ${DISMISSAL_DELAY_S_MAX / 3600}h at most, got ${got}.`,
  );
}

interface Shown {
  readonly userId: string;
  readonly itemIds: readonly string[];
  /** Epoch ms. */
  readonly at: number;
}

/**
 * Has the items of a list left out of the user's later ones, by an event that ingest takes. Resolves once that is safe.
 * @throws HttpProblem 429, 503, and as Upstream does.
 */
export async function writeBack(
  request: FastifyRequest,
  { type, delayS }: WriteBack,
  { userId, itemIds, at }: Shown,
  intake: Intake,
): Promise<void> {
  if (itemIds.length === 0) return;
  const items = itemIds.map((itemId) => ({ itemId }));
  const properties = { gorse: { FeedbackType: type } };
  const event = { type: 'dismiss', userId, items, value: delayS, occurredAt: at, properties };
  const { site } = request.query as { site?: unknown };
  const answer = await intake.send({
    method: 'POST',
    target: typeof site === 'string' ? `/v1/events?site=${encodeURIComponent(site)}` : '/v1/events',
    headers: { ...headersOf(request), 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(event)),
  });
  const said = await answer.text();
  if (answer.status === 202) return;
  const message = `Ingest has not taken what is to be written back: ${answer.status} ${said.slice(0, 256)}`;
  const retryAfterS = Number(answer.headers.get('retry-after') ?? 1);
  const status = answer.status === 429 ? 429 : 503;
  throw new HttpProblem(status, { code: 'WRITE_BACK_REFUSED', message }, retryAfterS);
}

const invalid = (message: string) => new HttpProblem(400, { code: 'PARAMETER_INVALID', message });
