import { postJson } from '../http.ts';

const EVENTS_MAX = 500;

/** Events on their way to ingest, in order, as many in each request as it takes. */
export class EventOutbox {
  readonly #url: string;
  #events: object[] = [];
  #sent: Promise<void> = Promise.resolve();

  constructor(ingestUrl: string) {
    this.#url = `${ingestUrl}/v1/events`;
  }

  /** Those of one visit, of one visitor: at most 64, so that they fit into one request. */
  async add(events: readonly object[]): Promise<void> {
    // Another visitor may have filled the outbox again meanwhile.
    while (this.#events.length + events.length > EVENTS_MAX) await this.flush();
    this.#events.push(...events);
  }

  /** Resolves once all of them were accepted. */
  async flush(): Promise<void> {
    const events = this.#events;
    this.#events = [];
    if (events.length > 0) this.#sent = this.#sent.then(() => this.#post(events));
    await this.#sent;
  }

  async #post(events: readonly object[]): Promise<void> {
    const { status, body } = await postJson(this.#url, { events });
    const { accepted } = body as { accepted?: number };
    if (status === 202 && accepted === events.length) return;
    throw new Error(`events were not all accepted: ${status} ${JSON.stringify(body)}`);
  }
}
