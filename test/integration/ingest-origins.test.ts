import { expect, test } from 'vitest';
import { openIngest } from '../support/ingest.ts';

test('pages of any origin may send events, also those that ask before, and read how long to wait', async () => {
  const { app } = await openIngest();
  const click = { type: 'click', userId: 'ada', itemId: 'tent' };
  const headers = {
    origin: 'https://shop.example',
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type, traceparent',
  };
  const asked = await app.inject({ method: 'OPTIONS', url: '/v1/events', headers });
  expect(asked.statusCode).toBe(204);
  expect(asked.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'content-type, traceparent',
    'access-control-max-age': '86400',
  });
  const sent = await app.inject({ method: 'POST', url: '/v1/events', headers, payload: click });
  expect(sent.statusCode).toBe(202);
  expect(sent.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'retry-after',
  });
});
