import { DEFAULT_SITE, profileKey } from '@freshet/events';
import type { Random } from '../random.ts';
import type { Acknowledgements } from './acknowledgements.ts';
import type { Client, PostedEvent } from './client.ts';

const REQUEST_EVENTS_MAX = 8;
/** Share of acknowledged requests that are sent once more, as if the answer had been lost. */
const REPEATED_SHARE = 0.03;

/** One client and the visitors that are its own: it sends on only when the last request is acknowledged. */
export class Lane {
  readonly #client: Pick<Client, 'post'>;
  readonly #acknowledged: Acknowledgements;
  readonly #random: Random;
  readonly #waiting: PostedEvent[] = [];
  #sending: Promise<void> | undefined;

  constructor(client: Pick<Client, 'post'>, acknowledged: Acknowledgements, random: Random) {
    this.#client = client;
    this.#acknowledged = acknowledged;
    this.#random = random;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  add(event: PostedEvent): void {
    this.#waiting.push(event);
    if (this.#sending !== undefined) return;
    this.#sending = this.#send();
    // Whoever waits for `idle` sees the failure.
    this.#sending.catch(() => {});
  }

  /** When all that was added is acknowledged. */
  async idle(): Promise<void> {
    await this.#sending;
  }

  async #send(): Promise<void> {
    while (this.#waiting.length > 0) {
      const events = this.#waiting.splice(0, REQUEST_EVENTS_MAX);
      await this.#client.post(events);
      for (const { id, userId = null, anonymousId = null } of events) {
        const key = profileKey({ site: DEFAULT_SITE, userId, anonymousId });
        this.#acknowledged.add(key, id);
      }
      if (this.#random.share() < REPEATED_SHARE) await this.#client.post(events);
    }
    this.#sending = undefined;
  }
}
