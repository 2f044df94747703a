import { behaviourEventCodec, profileKey, topics } from '@freshet/events';
import { eventTypes } from '@freshet/gorse';
import type { JsonObject } from '@freshet/runtime';
import type { Log } from '@freshet/stream';
import type { FastifyInstance } from 'fastify';
import { expect } from 'vitest';
import { behaviourEvent } from './events.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
/** A call, and the exact answer to it. */
type Row = readonly [call: string, body: unknown, status: number, answer: unknown];

/** Asks one after another, and compares what came with what should; texts come as they are. */
export async function askAll(app: FastifyInstance, rows: readonly Row[]) {
  for (const [call, body, status, expected] of rows) {
    const [method, url] = call.split(' ') as [Method, string];
    const payload = body === undefined ? {} : { payload: body as object };
    const answer = await app.inject({ method, url, ...payload });
    const isText = String(answer.headers['content-type']).startsWith('text/plain');
    const got = isText ? answer.body : answer.json<unknown>();
    expect([call, answer.statusCode, got]).toEqual([call, status, expected]);
    expect(answer.headers['x-request-id'], call).toMatch(/^[0-9a-f-]{36}$/);
    expect(isText, call).toBe(status >= 400);
  }
}

export const feedback = (
  FeedbackType: string,
  ItemId: string,
  Timestamp = '2026-11-21T11:00:00Z',
) => ({
  FeedbackType,
  UserId: '',
  ItemId,
  Timestamp,
});

/** When the first of `tellFeedback` happened. */
export const TOLD_AT = Date.UTC(2026, 10, 21, 11);

/** What ingest makes of feedback by the user `r/1` about the item `A`, a minute after the one before. */
export async function tellFeedback(
  log: Pick<Log, 'publisher'>,
  rows: readonly (JsonObject & { readonly FeedbackType: string })[],
): Promise<void> {
  const records = rows.map((gorse, i) => {
    const [type = ''] = eventTypes(gorse.FeedbackType);
    const at = TOLD_AT + i * 60_000;
    const said = { id: `told ${i}`, type, userId: 'r/1', itemId: 'A', at };
    const event = behaviourEvent({ ...said, properties: JSON.stringify({ gorse }) });
    return { key: profileKey(event), value: behaviourEventCodec.encode(event) };
  });
  await log.publisher.publish(topics.behaviourEvents.name, records);
}
