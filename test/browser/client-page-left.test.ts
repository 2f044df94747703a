import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { describeInChromium } from '../support/chromium.ts';
import { openClientPage } from '../support/client-page.ts';
import { eventually } from '../support/eventually.ts';

/** Takes events; while a page is left, its calls are answered, held or refused. */
async function openIntake(fate: 'answered' | 'held' | 'refused') {
  const got: string[] = [];
  const retry = fate === 'refused' && { 'retry-after': '60' };
  const readable = { 'access-control-allow-origin': '*', 'access-control-expose-headers': '*' };
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { events } = (await json(request)) as { events: { itemId: string }[] };
    got.push(...events.map(({ itemId }) => itemId));
    if (fate === 'held') return;
    response.writeHead(fate === 'refused' ? 503 : 202, { ...readable, ...retry });
    response.end('{"rejected":[]}');
  }
  const server = createServer((request, response) => {
    void serve(request, response);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, got };
}

describeInChromium('the client', () => {
  test.for([
    ['nothing else is sent', 'answered'],
    ['a call is under way', 'held'],
    ['a call that failed is to be made again', 'refused'],
  ] as const)('what was done on a page that is left arrives, where %s', async ([, fate]) => {
    const intake = await openIntake(fate);
    const { page, leave } = await openClientPage(intake.url, 'of-page', 'freshet_pk_page');
    await page.click('[data-event=view]');
    if (fate !== 'answered') await page.click('#more');
    if (fate !== 'answered')
      await eventually('it is sent', () => expect(intake.got).not.toEqual([]));
    await page.click('[data-event=cart]');
    await leave();
    await eventually('both have come', () => {
      expect(intake.got).toEqual(expect.arrayContaining(['tent', 'stove']));
    });
  });
});
