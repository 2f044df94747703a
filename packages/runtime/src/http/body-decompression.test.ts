import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import Fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { decompressBody } from './body-decompression.ts';
import { BODY_BYTES_MAX } from './bounds.ts';

/** Posts a gzipped body; answers with how many bytes the route got, or what was wrong. */
async function post(payload: Buffer) {
  const app = Fastify();
  onTestFinished(() => app.close());
  app.addHook('preParsing', decompressBody);
  app.addContentTypeParser('*', (_request, body, done) => done(null, body));
  app.post('/', async (request) => (await buffer(request.body as Readable)).length);
  const headers = { 'content-encoding': 'gzip', 'content-type': 'any/thing' };
  const answer = await app.inject({ method: 'POST', url: '/', headers, payload });
  return { status: answer.statusCode, body: answer.json<unknown>() };
}

test('a body of exactly the bound comes through whole', async () => {
  const whole = await post(gzipSync(Buffer.alloc(BODY_BYTES_MAX)));
  expect(whole).toEqual({ status: 200, body: BODY_BYTES_MAX });
});

test('one byte more is refused', async () => {
  expect(await post(gzipSync(Buffer.alloc(BODY_BYTES_MAX + 1)))).toMatchObject({
    status: 413,
    body: { message: expect.stringContaining('more than 524288 bytes') },
  });
});

test('members that hold nothing are refused once as many bytes have come', async () => {
  const empty = gzipSync('');
  const members = Buffer.concat(Array(Math.ceil(BODY_BYTES_MAX / empty.length) + 1).fill(empty));
  expect(await post(members)).toMatchObject({
    status: 413,
    body: { message: expect.stringContaining('compressed') },
  });
});
