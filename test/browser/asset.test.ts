import { assetOf, bundleScript, serveAsset } from '@freshet/web';
import Fastify, { type FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { describeInChromium, openContext } from '../support/chromium.ts';

const entry = new URL('../../packages/web/src/fixtures/greeting.ts', import.meta.url);

describeInChromium('a script that a service gives to browsers', () => {
  it('runs in a page of another origin that knows its integrity, and not when it was changed', async () => {
    const script = await bundleScript(entry, { format: 'iife', define: { GREETING: 'hello' } });
    const asset = await assetOf('js', script);
    const changed = await assetOf('js', `${script};changed=1`);
    const scripts = Fastify();
    serveAsset(scripts, '/good.js', asset, { isImmutable: false });
    serveAsset(scripts, '/changed.js', changed, { isImmutable: false });
    const scriptsUrl = await urlOf(scripts);
    const pages = Fastify();
    pages.get<{ Params: { file: string } }>('/:file', ({ params: { file } }, reply) =>
      reply
        .type('text/html')
        .send(
          `<script crossorigin integrity="${asset.integrity}" src="${scriptsUrl}/${file}"></script>`,
        ),
    );
    const pagesUrl = await urlOf(pages);
    const context = await openContext();
    const page = await context.newPage();
    await page.goto(`${pagesUrl}/good.js`);
    expect(await page.evaluate('globalThis.greeted')).toBe('HELLO!');
    await page.goto(`${pagesUrl}/changed.js`);
    expect(await page.evaluate('globalThis.greeted')).toBeUndefined();
  });
});

async function urlOf(app: FastifyInstance): Promise<string> {
  onTestFinished(() => app.close());
  await app.listen({ host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}
