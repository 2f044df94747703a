import type { TestIngest } from './ingest.ts';

/** A row as a tracker sends it. */
export const rowOf = (eid: string) => ({
  e: 'pv',
  eid,
  duid: 'device',
  sid: 'session',
  dtm: '1000',
  stm: '2000',
  url: 'https://shop.example/',
});
export const pageView = rowOf('view');

/** POSTs as a tracker does, or asks for the pixel where there is nothing to post. */
export async function collect(
  { app }: Pick<TestIngest, 'app'>,
  url: string,
  payload: unknown,
  headers: Readonly<Record<string, string>> = { 'content-type': 'application/json' },
) {
  const isRaw = payload === undefined || typeof payload === 'string' || Buffer.isBuffer(payload);
  const answer = await app.inject({
    method: payload === undefined ? 'GET' : 'POST',
    url,
    headers,
    ...(payload !== undefined && { payload: isRaw ? payload : JSON.stringify(payload) }),
  });
  const { statusCode: status, headers: given, body } = answer;
  return { status, type: given['content-type'], headers: given, body };
}
