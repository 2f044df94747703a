import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerParent } from '../child.ts';
import { cpuSeconds } from '../cpu-seconds.ts';
import { oneKilobyte } from '../one-kilobyte.ts';

const calls = {
  /** Listens and answers with the URL. */
  async listen(): Promise<string> {
    const server = createServer((_, response) => {
      const body = JSON.stringify(oneKilobyte);
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      });
      response.end(body);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  },
  cpuSeconds: () => Promise.resolve(cpuSeconds()),
};

export type BareHttpCalls = typeof calls;

answerParent(calls);
