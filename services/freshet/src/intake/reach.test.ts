import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { reach } from './reach.ts';

const { signal } = new AbortController();

function streamTo(tell: (line: string) => void): Pick<NodeJS.WriteStream, 'write'> {
  return {
    write(line: string | Uint8Array) {
      tell(String(line));
      return true;
    },
  };
}

/** A port of this machine that nothing listens on, and what will. */
async function closedPort() {
  const server = createServer((_, response) => void response.writeHead(404).end('not here'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  async function open(): Promise<void> {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
  }
  return { port, open };
}

test.for(['127.0.0.1', 'localhost'])(
  'nothing at %s is told at once, and soon given up on',
  async (host) => {
    const { port } = await closedPort();
    const lines: string[] = [];
    await expect(
      reach(`http://${host}:${port}`, signal, {
        giveUpMs: 300,
        stream: streamTo((line) => lines.push(line)),
      }),
    ).rejects.toMatchObject({
      code: 'IMPORT_REFUSED',
      message: expect.stringMatching(/cannot be reached: .*ECONNREFUSED.*--url\? Nothing was sent/),
    });
    expect(lines).toEqual([expect.stringMatching(/ECONNREFUSED.*Trying for 1 s\.\n$/)]);
  },
);

test('an instance that is starting is waited for, and any answer will do', async () => {
  const { port, open } = await closedPort();
  const lines: string[] = [];
  let opening: Promise<void> | undefined;
  const stream = streamTo((line) => {
    lines.push(line);
    opening = open();
  });
  await reach(`http://127.0.0.1:${port}`, signal, { stream });
  await opening;
  expect(lines).toHaveLength(1);
});

test('an interruption ends it', async () => {
  const { port } = await closedPort();
  const interruption = new AbortController();
  const stream = streamTo(() => interruption.abort(new Error('Ctrl-C')));
  const reaching = reach(`http://127.0.0.1:${port}`, interruption.signal, { stream });
  await expect(reaching).rejects.toThrow('Ctrl-C');
});
