import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bundleScript } from '@freshet/web';
import { onTestFinished } from 'vitest';
import { openContext } from './chromium.ts';

/** The page of the examples, of another origin than the service, and the address that it was at. */
export async function openClientPage(serviceUrl: string, visitor: string, key = '') {
  const script = await bundleScript(
    new URL('../../packages/client/examples/page.ts', import.meta.url),
  );
  const html = `<!doctype html><body data-url="${serviceUrl}" data-visitor="${visitor}" data-key="${key}">
    <button data-event="view" data-item="tent">tent</button>
    <button data-event="cart" data-item="stove">stove</button>
    <button id="more">more</button><p id="next"></p><script type="module" src="/page.js"></script>`;
  const site = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : request.url === '/' ? html : '<!doctype html>');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void site.close());
  await once(site, 'listening');
  const page = await (await openContext()).newPage();
  const url = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
  await page.goto(url);
  return { page, leave: () => page.goto(`${url}elsewhere`) };
}
