import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface ReceivedEvent {
  readonly id: string;
  readonly userId: string;
}

export interface ReceivedWebhook {
  readonly id: string;
  readonly events: readonly ReceivedEvent[];
}

/** What the receiver does with a webhook; `hang` never answers, `cut` breaks the connection. */
export type Reaction =
  | 'hang'
  | 'cut'
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string };

export interface WebhookReceiver {
  readonly url: string;
  /** A secret as Standard Webhooks writes it. */
  readonly secret: string;
  /** Every webhook with a right signature, whatever it was answered. */
  readonly received: readonly ReceivedWebhook[];
  /** Of those answered with 2xx, in the order of the answers. */
  readonly taken: readonly ReceivedWebhook[];
  /** Webhooks without a right signature. */
  readonly forged: readonly string[];
  react: (webhook: ReceivedWebhook) => Reaction;
}

/** An HTTP server on loopback that checks signatures as standardwebhooks.com says. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const key = Buffer.alloc(32, 7);
  const received: ReceivedWebhook[] = [];
  const taken: ReceivedWebhook[] = [];
  const forged: string[] = [];
  const server = createServer((request, response) => void receive(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    secret: `whsec_${key.toString('base64')}`,
    received,
    taken,
    forged,
    react: () => ({ status: 204 }),
  };
  return receiver;

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    if (!isSigned(request, body, key)) {
      forged.push(body);
      response.writeHead(401).end();
      return;
    }
    const { data } = JSON.parse(body) as { data: ReceivedEvent[] };
    const webhook = { id: String(request.headers['webhook-id']), events: data };
    received.push(webhook);
    const reaction = receiver.react(webhook);
    if (reaction === 'hang') return;
    if (reaction === 'cut') {
      request.socket.destroy();
      return;
    }
    if (reaction.status < 300) taken.push(webhook);
    response.writeHead(reaction.status, reaction.headers).end(reaction.body);
  }
}

function isSigned({ headers }: IncomingMessage, body: string, key: Buffer): boolean {
  const timestamp = String(headers['webhook-timestamp']);
  const content = `${String(headers['webhook-id'])}.${timestamp}.${body}`;
  const expected = Buffer.from(`v1,${createHmac('sha256', key).update(content).digest('base64')}`);
  const given = Buffer.from(String(headers['webhook-signature']));
  const isFresh = Math.abs(Date.now() / 1000 - Number(timestamp)) < 300;
  return isFresh && given.length === expected.length && timingSafeEqual(given, expected);
}
