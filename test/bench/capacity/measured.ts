/** What `npm run bench -- capacity` measures; each under its name in docs/capacity.json. */
export interface Measured {
  /** Bytes that an event takes in the segments of `behaviour.events`. */
  readonly 'event-log-bytes': number;
  /** Bytes that workers publish of an event: signals, samples, statistics, attribution. */
  readonly 'event-derived-bytes': number;
  /** Bytes that the embedded form's file grows by for an event, state included. */
  readonly 'event-embedded-bytes': number;
  /** µs of the busiest thread for one event, and of all threads. */
  readonly 'event-ingest-thread': number;
  readonly 'event-ingest-cpu': number;
  readonly 'event-worker-thread': number;
  readonly 'event-worker-cpu': number;
  readonly 'event-redis-cpu': number;
  readonly 'event-kafka-cpu': number;
  /** The same for one answer. */
  readonly 'answer-api-thread': number;
  readonly 'answer-api-cpu': number;
  readonly 'answer-redis-cpu': number;
  /** Bytes that a client gets of one. */
  readonly 'answer-bytes': number;
  /** Redis' memory. */
  readonly 'user-redis-bytes': number;
  readonly 'item-redis-bytes': number;
  /** Memory of an API process for an item of its tables. */
  readonly 'item-api-bytes': number;
}

export const measuredNames: readonly (keyof Measured)[] = [
  'event-log-bytes',
  'event-derived-bytes',
  'event-embedded-bytes',
  'event-ingest-thread',
  'event-ingest-cpu',
  'event-worker-thread',
  'event-worker-cpu',
  'event-redis-cpu',
  'event-kafka-cpu',
  'answer-api-thread',
  'answer-api-cpu',
  'answer-redis-cpu',
  'answer-bytes',
  'user-redis-bytes',
  'item-redis-bytes',
  'item-api-bytes',
];

/** The line that the bench prints with `--json`. @throws Error naming what is missing or no amount. */
export function readMeasured(json: string): Measured {
  const figures = JSON.parse(json) as readonly { readonly name: string; readonly value: number }[];
  const values = new Map(figures.map(({ name, value }) => [name, value]));
  for (const name of measuredNames) {
    const value = values.get(name);
    if (value === undefined || !(value > 0) || !Number.isFinite(value)) {
      throw new Error(`${name} is ${String(value)}; take docs/capacity.json from a whole run`);
    }
  }
  return Object.fromEntries(values) as unknown as Measured;
}
