import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { judgePort, portFacts } from './port.ts';

const free = { host: '127.0.0.1', port: 8080, refusal: undefined, owner: undefined };
const node = { pid: 17, command: 'node' };

it.for([
  ['free', {}, undefined, 'ok', /is free/],
  ["the deployment's own", { refusal: 'EADDRINUSE', owner: node }, 17, 'ok', /process 17/],
  ["another's", { refusal: 'EADDRINUSE', owner: node }, 18, 'problem', /process 17 \(node\)/],
  ["somebody's", { refusal: 'EADDRINUSE' }, 17, 'problem', /another process/],
  ['a low one', { refusal: 'EACCES' }, undefined, 'problem', /may not be used by this user/],
  ['of another machine', { refusal: 'EADDRNOTAVAIL' }, undefined, 'problem', /EADDRNOTAVAIL/],
] as const)('a port that is %s', ([, difference, expected, verdict, says]) => {
  const judgement = judgePort({ ...free, ...difference }, expected);
  expect(judgement).toMatchObject({ verdict, says: expect.stringMatching(says) });
});

it('knows a port that is taken from one that is free', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const facts = await portFacts('127.0.0.1', port);
  expect(facts.refusal).toBe('EADDRINUSE');
  if (process.platform === 'linux') expect(facts.owner?.pid).toBe(process.pid);
  server.close();
  await once(server, 'close');
  expect(await portFacts('127.0.0.1', port)).toMatchObject({ refusal: undefined });
});
