import { createHash } from 'node:crypto';
import type { Consignment, Destination, Outcome } from '../destination.ts';
import { retryAfterMs } from '../retry-delay.ts';
import { signedHeaders } from './signature.ts';

/** Of an answer's body so much is read: it only explains a refusal. */
const ANSWER_CHARS_MAX = 500;

export interface WebhookOptions {
  readonly url: string;
  readonly key: Buffer;
  /** How long one attempt may take, in ms. */
  readonly timeoutMs: number;
  /** Epoch ms. */
  readonly clock: () => number;
}

/** POSTs events as Standard Webhooks (standardwebhooks.com). */
export function createWebhook({ url, key, timeoutMs, clock }: WebhookOptions): Destination {
  return {
    async deliver(consignment, signal) {
      const body = payload(consignment);
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'freshet',
        ...signedHeaders(key, { id: messageId(body), sentAt: clock(), body }),
      };
      const patience = AbortSignal.timeout(timeoutMs);
      const until = AbortSignal.any([signal, patience]);
      try {
        // A redirect could lead signed events to somebody they are not for.
        const init = { method: 'POST', body, headers, redirect: 'manual', signal: until } as const;
        const answer = await fetch(url, init);
        const said = await beginningOf(answer);
        return outcomeOf(answer, said, clock());
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

function outcomeOf(answer: Response, said: string, now: number): Outcome {
  if (answer.ok) return { kind: 'delivered' };
  const message = `answered ${answer.status}${said === '' ? '' : `: ${said}`}`;
  if (answer.status < 500 && answer.status !== 408 && answer.status !== 429) {
    return { kind: 'refused', message };
  }
  const waitMs = retryAfterMs(answer.headers.get('retry-after'), now);
  return {
    kind: 'failed',
    cause: 'status',
    message,
    ...(waitMs !== undefined && { retryAfterMs: waitMs }),
  };
}

/** Status and headers have said all that counts; a body that breaks off changes nothing. */
async function beginningOf({ body }: Response): Promise<string> {
  if (body === null) return '';
  let text = '';
  try {
    // Leaving the loop early cancels the rest.
    for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      if (text.length >= ANSWER_CHARS_MAX) break;
    }
  } catch {
    return text.slice(0, ANSWER_CHARS_MAX);
  }
  return text.slice(0, ANSWER_CHARS_MAX);
}

/** fetch hides the reason in `cause`. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
}
