import type { TestIngest } from './ingest.ts';

export const guest = { anonymousId: 'guest' };
/** The body of a call for one message, and the same in a batch. */
export const viewed = { ...guest, event: 'Product Viewed', properties: { product_id: 'tent' } };
export const view = { ...viewed, type: 'track' };

/** POSTs as a browser's library does. */
export async function post(
  { app }: Pick<TestIngest, 'app'>,
  url: string,
  payload: unknown,
  headers: object = {},
) {
  const isRaw = typeof payload === 'string' || Buffer.isBuffer(payload);
  const answer = await app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'text/plain', ...headers },
    payload: isRaw ? payload : JSON.stringify(payload),
  });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json<object>() };
}
