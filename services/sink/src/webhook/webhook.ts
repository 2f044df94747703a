import { createHash } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { Consignment, Destination, Outcome } from '../destination.ts';
import { retryAfterMs } from '../retry-delay.ts';
import { type Answer, postTo } from './post.ts';

export interface WebhookOptions {
  readonly url: string;
  readonly key: Buffer;
  /** Addresses and CIDR blocks that may be reached though they are private. */
  readonly privateAddresses: readonly string[];
  /** How long one attempt may take, in ms. */
  readonly timeoutMs: number;
  /** Epoch ms. */
  readonly clock: () => number;
}

/** POSTs events as Standard Webhooks (standardwebhooks.com). */
export function createWebhook(options: WebhookOptions): Destination {
  const { url, key, privateAddresses, timeoutMs, clock } = options;
  const signer = new Webhook(key, { format: 'raw' });
  const post = postTo(url, privateAddresses);
  return {
    async deliver(consignment, signal) {
      const body = payload(consignment);
      const patience = AbortSignal.timeout(timeoutMs);
      try {
        const headers = headersOf(body, signer, clock());
        const answer = await post(headers, body, AbortSignal.any([signal, patience]));
        return outcomeOf(answer, clock());
      } catch (error) {
        if (patience.aborted) {
          return { kind: 'failed', cause: 'timeout', message: `no answer in ${timeoutMs} ms` };
        }
        return { kind: 'failed', cause: 'network', message: reasonOf(error) };
      }
    },
    async close() {},
  };
}

function headersOf(body: string, signer: Webhook, now: number): Record<string, string> {
  const id = messageId(body);
  return {
    'content-type': 'application/json',
    'user-agent': 'freshet',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now / 1000)),
    'webhook-signature': signer.sign(id, new Date(now), body),
  };
}

/** `{type, timestamp, data}`, the envelope that the specification recommends. */
function payload({ events, newestAt }: Consignment): string {
  const timestamp = new Date(newestAt).toISOString();
  return `{"type":"behaviour.events","timestamp":"${timestamp}","data":[${events.join(',')}]}`;
}

/**
 * The same for the same events, so that a receiver can drop a repetition; another one as soon as they
 * are cut differently, so that it never drops what it has not seen.
 */
function messageId(body: string): string {
  return `msg_${createHash('sha256').update(body).digest('base64url')}`;
}

function outcomeOf({ status, retryAfter, said }: Answer, now: number): Outcome {
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  const message = `answered ${status}`;
  if (status < 500 && status !== 408 && status !== 429) return { kind: 'refused', message, said };
  const waitMs = retryAfterMs(retryAfter, now);
  return {
    kind: 'failed',
    cause: 'status',
    message,
    ...(waitMs !== undefined && { retryAfterMs: waitMs }),
  };
}

/** An error for several addresses that all failed has a code alone. */
function reasonOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return message !== '' ? message : String(code);
}
