import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  request as send,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What befalls one request. Only `answer lost` and `slow` let it come to the service. */
export const httpFaults = [
  'unavailable',
  'limited',
  'request lost',
  'answer lost',
  'slow',
] as const;
export type HttpFault = (typeof httpFaults)[number];

/** How long the answer to a slow request is held back, in ms. */
export const SLOW_MS = 3_000;

const answers = {
  unavailable: [503, {}],
  // A second, the shortest pause that can be asked for.
  limited: [429, { 'retry-after': '1' }],
} as const satisfies Partial<Record<HttpFault, readonly [status: number, headers: object]>>;

export interface FaultyProxy {
  readonly url: string;
  /** From now on each POST takes the next fault of the list, until there is none left. */
  failNext(...faults: readonly HttpFault[]): void;
  /** What became of each POST so far, oldest first. */
  readonly fates: readonly (HttpFault | number)[];
  close(): Promise<void>;
}

/**
 * What lies between a client and an HTTP service on loopback, and fails it at chosen requests. Preflights and
 * GETs go through as they are, and a browser may read the refusals.
 */
export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
  const due: HttpFault[] = [];
  const fates: (HttpFault | number)[] = [];
  const server = createServer((request, response) => void serve(request, response));

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const fault = request.method === 'POST' ? due.shift() : undefined;
    if (fault !== undefined) fates.push(fault);
    if (fault === 'request lost') return void request.socket.destroy();
    if (fault === 'unavailable' || fault === 'limited') {
      const [status, headers] = answers[fault];
      const readable = {
        'access-control-allow-origin': request.headers.origin ?? '*',
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': 'retry-after',
      };
      request.resume();
      return void response.writeHead(status, { ...readable, ...headers }).end();
    }
    const answer = await forwarded(request);
    if (fault === undefined && request.method === 'POST') fates.push(answer.statusCode!);
    if (fault === 'answer lost') return void request.socket.destroy();
    if (fault === 'slow') await pause(SLOW_MS);
    response.writeHead(answer.statusCode!, answer.headers);
    answer.pipe(response);
  }

  async function forwarded(request: IncomingMessage): Promise<IncomingMessage> {
    const { method, headers, url } = request;
    // By the name under which the client knows it.
    const onward = send(target + url!, { method: method!, headers });
    request.pipe(onward);
    const [answer] = (await once(onward, 'response')) as [IncomingMessage];
    return answer;
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    failNext: (...faults) => void due.push(...faults),
    fates,
    async close() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}
