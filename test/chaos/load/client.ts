import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../random.ts';

/** As long as a patient client waits; the ingest itself tries a record for 30 s. */
const REQUEST_TIMEOUT_MS = 10_000;
const RETRY_PAUSE_MS = 200;

export interface PostedEvent {
  readonly id: string;
  readonly type: string;
  readonly userId?: string;
  readonly anonymousId?: string;
  /** Of an alias. */
  readonly previousId?: string;
  readonly sessionId: string;
  readonly itemId?: string;
  readonly occurredAt: number;
}

export interface ClientOptions {
  readonly urls: readonly string[];
  readonly random: Random;
  /** Ends all trying. */
  readonly signal: AbortSignal;
}

/**
 * Posts until the events are acknowledged, with the same ids, always at one address: what waits in one
 * ingest's journal would be overtaken by what another one takes.
 */
export class Client {
  readonly #o: ClientOptions;
  readonly #url: string;
  retries = 0;
  /** The code of each answer that refused for the moment. */
  readonly refusals: string[] = [];

  constructor(options: ClientOptions) {
    this.#o = options;
    this.#url = options.urls[options.random.whole(0, options.urls.length)]!;
  }

  async post(events: readonly PostedEvent[]): Promise<void> {
    while (!(await this.#attempt(events))) {
      this.retries++;
      await delay(RETRY_PAUSE_MS, undefined, { signal: this.#o.signal });
    }
  }

  async #attempt(events: readonly PostedEvent[]): Promise<boolean> {
    const { signal } = this.#o;
    const timeout = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
    try {
      const answer = await fetch(`${this.#url}/v1/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ events }),
        signal: AbortSignal.any([timeout, signal]),
      });
      const text = await answer.text();
      if (answer.status >= 500) {
        this.refusals.push((JSON.parse(text) as { code: string }).code);
        return false;
      }
      if (answer.status !== 202) throw new Refused(`${answer.status} ${text}`);
      const { accepted } = JSON.parse(text) as { accepted: number };
      if (accepted !== events.length) throw new Refused(text);
      return true;
    } catch (error) {
      // Of anything else, a lost connection or a late answer, nobody knows what it came to.
      if (error instanceof Refused || signal.aborted) throw error;
      return false;
    }
  }
}

class Refused extends Error {}
