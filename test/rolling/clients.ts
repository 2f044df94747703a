import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Front } from './front.ts';

/** Sockets to one process that are kept open; further requests wait for one. */
const SOCKETS_MAX = 64;
/** So long one request may take. */
const PATIENCE_MS = 20_000;
/** A request that is put off more often than this has failed. */
const PUT_OFF_MAX = 10;

export interface Call {
  readonly path: string;
  /** POSTed as JSON; without it, GET. */
  readonly body?: unknown;
}

interface Answer {
  readonly status: number;
  readonly retryAfterS: number | undefined;
  readonly text: string;
}

/**
 * Whoever calls a service through its front, on sockets that are kept open. Nothing is tried again but
 * what is answered 503 with Retry-After; all else that is no 2xx is a failure, and is kept in words.
 */
export class Clients {
  readonly failures: string[] = [];
  answered = 0;
  putOff = 0;
  readonly #front: Front;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: SOCKETS_MAX });

  constructor(front: Front) {
    this.#front = front;
  }

  /** Whether it was answered with 2xx. */
  async ask(call: Call): Promise<boolean> {
    for (let attempt = 0; attempt < PUT_OFF_MAX; attempt++) {
      const url = this.#front.pick();
      if (url === undefined) return this.#failed('no process is ready');
      try {
        const { status, retryAfterS, text } = await this.#send(url, call);
        if (status < 300) {
          this.answered++;
          return true;
        }
        if (status !== 503 || retryAfterS === undefined) {
          return this.#failed(`${url} ${call.path}: ${status} ${text}`);
        }
        this.putOff++;
        await delay(retryAfterS * 1_000);
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        return this.#failed(`${url} ${call.path}: ${code ?? ''} ${message}`);
      }
    }
    return this.#failed(`put off ${PUT_OFF_MAX} times`);
  }

  close(): void {
    this.#agent.destroy();
  }

  #failed(why: string): false {
    this.failures.push(`${new Date().toISOString()} ${this.#front.name}: ${why.slice(0, 300)}`);
    return false;
  }

  #send(url: string, { path, body }: Call): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request(url + path, {
        agent: this.#agent,
        method: body === undefined ? 'GET' : 'POST',
        headers: body === undefined ? {} : { 'content-type': 'application/json' },
        timeout: PATIENCE_MS,
      });
      sent.once('timeout', () => sent.destroy(new Error(`no answer within ${PATIENCE_MS} ms`)));
      sent.once('error', reject);
      sent.once('response', (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        answer.once('error', reject);
        answer.once('end', () => {
          const after = answer.headers['retry-after'];
          const retryAfterS = after === undefined ? undefined : Number(after);
          resolve({ status: answer.statusCode!, retryAfterS, text });
        });
      });
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}
