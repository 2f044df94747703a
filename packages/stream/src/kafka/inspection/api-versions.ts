import type { logCreator } from 'kafkajs';

/** Key of the request Fetch in Kafka's protocol. */
const FETCH = 1;

interface ApiVersion {
  readonly apiKey: number;
  readonly minVersion: number;
}

/**
 * kafkajs asks each broker which requests it takes and keeps the answer to itself; its own debug log is
 * where it can be heard, also behind TLS and SASL.
 */
export class OverheardVersions {
  #fetchMin: number | undefined;

  /** Oldest Fetch that a broker takes, of those that have answered. */
  get fetchVersionMin(): number | undefined {
    return this.#fetchMin;
  }

  /** Hands every line on to `next`. */
  listener(next: logCreator): logCreator {
    return (level) => {
      const write = next(level);
      return (entry) => {
        if (entry.log.message.startsWith('Response ApiVersions')) this.#hear(entry.log['data']);
        write(entry);
      };
    };
  }

  #hear(data: unknown): void {
    const { apiVersions = [] } = (data ?? {}) as { apiVersions?: readonly ApiVersion[] };
    const fetch = apiVersions.find(({ apiKey }) => apiKey === FETCH);
    if (fetch === undefined) return;
    this.#fetchMin = Math.min(this.#fetchMin ?? fetch.minVersion, fetch.minVersion);
  }
}
