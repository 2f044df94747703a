import { createHash } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { assetOf } from './asset.ts';
import { serveAsset } from './serve-asset.ts';

const text = 'globalThis.answer = 42;'.repeat(20);
const asset = await assetOf('js', text);
const app = Fastify();
serveAsset(app, '/evergreen.js', asset, { isImmutable: false });
serveAsset(app, `/${asset.hash}/it.js`, asset, { isImmutable: true });

it.for([
  ['br, gzip', 'br', brotliDecompressSync],
  ['gzip, deflate', 'gzip', gunzipSync],
  ['identity', undefined, (body: Buffer) => body],
] as const)('is sent as the browser takes it: %s', async ([accepted, encoding, decode]) => {
  const headers = { 'accept-encoding': accepted };
  const answer = await app.inject({ url: '/evergreen.js', headers });
  expect(answer.headers['content-encoding']).toBe(encoding);
  expect(decode(answer.rawPayload).toString()).toBe(text);
  expect(answer.headers['content-type']).toBe('text/javascript; charset=utf-8');
});

it('is asked for again after minutes at its lasting address, and never at that of its content', async () => {
  const evergreen = await app.inject('/evergreen.js');
  const etag = String(evergreen.headers.etag);
  expect(evergreen.headers['cache-control']).toContain('max-age=300');
  const again = await app.inject({ url: '/evergreen.js', headers: { 'if-none-match': etag } });
  expect([again.statusCode, again.body]).toEqual([304, '']);
  const immutable = await app.inject(`/${asset.hash}/it.js`);
  expect(immutable.headers['cache-control']).toContain('immutable');
});

it('has the integrity that a browser compares', () => {
  const digest = createHash('sha384').update(text).digest('base64');
  expect(asset.integrity).toBe(`sha384-${digest}`);
});
