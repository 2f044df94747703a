import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createIntakeClient } from './client.ts';

type Reply = (response: ServerResponse) => void;

const answer = (status: number, body: object, headers = {}): Reply => {
  return (response) => void response.writeHead(status, headers).end(JSON.stringify(body));
};
const taken = answer(202, { accepted: 1, rejected: [], durability: 'log' });
const hangUp: Reply = (response) => response.destroy();

/** A server that gives one reply after another, the last one again and again. */
async function scripted(...replies: Reply[]) {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      requests.push(body);
      (replies[requests.length - 1] ?? replies.at(-1)!)(response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  onTestFinished(async () => {
    if (server.listening) await close();
  });
  return { url, requests, close };
}

const never = new AbortController().signal;

test('a taken body is answered at once', async () => {
  const { url, requests } = await scripted(taken);
  const result = await createIntakeClient({ url }).post('{"a":1}', never);
  expect(result).toEqual({ accepted: 1, rejected: [] });
  expect(requests).toEqual(['{"a":1}']);
});

test('a refusal of every event is an answer too', async () => {
  const rejected = [{ index: 0, code: 'ID_INVALID', pointer: '/events/0/userId', message: 'no.' }];
  const { url } = await scripted(answer(400, { accepted: 0, rejected }));
  expect(await createIntakeClient({ url }).post('', never)).toEqual({ accepted: 0, rejected });
});

test.for([503, 429])('a %i is tried again after its Retry-After', async (status) => {
  const { url, requests } = await scripted(answer(status, {}, { 'retry-after': '1' }), taken);
  const start = performance.now();
  await createIntakeClient({ url }).post('x', never);
  expect(performance.now() - start).toBeGreaterThan(990);
  expect(requests).toEqual(['x', 'x']);
});

test('a 500 without Retry-After and a lost connection are tried again soon', async () => {
  const { url, requests } = await scripted(answer(500, {}), hangUp, hangUp, taken);
  await createIntakeClient({ url }).post('x', never);
  expect(requests).toHaveLength(4);
});

test('an intake that stays away is given up on, saying why', async () => {
  const { url, close } = await scripted(taken);
  await close();
  const gone = createIntakeClient({ url, giveUpMs: 300 });
  await expect(gone.post('x', never)).rejects.toMatchObject({
    code: 'IMPORT_REFUSED',
    message: expect.stringMatching(/did not take a request.*ECONNREFUSED.*goes on where/),
  });
});

test.for([401, 404, 413])('a %i is not tried again', async (status) => {
  const { url, requests } = await scripted(answer(status, { code: 'WHY' }));
  await expect(createIntakeClient({ url }).post('x', never)).rejects.toMatchObject({
    code: 'IMPORT_REFUSED',
    message: expect.stringMatching(`${status}.*WHY`),
  });
  expect(requests).toHaveLength(1);
});

test('an answer that is no intake of ours is refused', async () => {
  const { url } = await scripted(answer(202, { hello: 'world' }));
  await expect(createIntakeClient({ url }).post('x', never)).rejects.toThrow(/Check --url/);
});

test('an interruption ends the wait for a retry', async () => {
  const { url } = await scripted(answer(503, {}, { 'retry-after': '60' }));
  const interruption = new AbortController();
  const posting = createIntakeClient({ url }).post('x', interruption.signal);
  setTimeout(() => interruption.abort(new Error('Ctrl-C')), 100);
  await expect(posting).rejects.toThrow('Ctrl-C');
});
