/** A number from 0 up to 1, the next of a sequence that follows from its seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let h = Math.imul(state ^ (state >>> 15), state | 1);
    h ^= h + Math.imul(h ^ (h >>> 7), h | 61);
    return ((h ^ (h >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Servers of one kind, each with a queue of its own. */
export interface Station {
  readonly servers: number;
  /** Seconds that one job takes, always as long. */
  readonly serviceS: number;
}

export interface Waiting {
  /** Seconds before a job was begun, at the 99th percentile. */
  readonly p99S: number;
  readonly meanS: number;
  /** Jobs that waited when the last one came. */
  readonly left: number;
  /** When each job was done, in order. */
  readonly departures: Float64Array;
}

/** Times of so many arrivals, as of many who know nothing of each other (Poisson). */
export function arrivals(perS: number, count: number, random: () => number): Float64Array {
  const times = new Float64Array(count);
  let now = 0;
  for (let i = 0; i < count; i++) times[i] = now += -Math.log(1 - random()) / perS;
  return times;
}

/**
 * Every job goes to some server, as by its key or a load balancer, and waits there for those before it
 * (Lindley's recursion: it begins when it has come and the one before it is done).
 */
export function pass(
  times: Float64Array,
  { servers, serviceS }: Station,
  random: () => number,
): Waiting {
  const free = new Float64Array(servers);
  const waits = new Float64Array(times.length);
  const departures = new Float64Array(times.length);
  let sum = 0;
  for (let i = 0; i < times.length; i++) {
    const server = Math.floor(random() * servers);
    const begins = Math.max(times[i]!, free[server]!);
    free[server] = departures[i] = begins + serviceS;
    sum += waits[i] = begins - times[i]!;
  }
  const last = times.at(-1) ?? 0;
  const left = departures.reduce((count, done) => (done - serviceS > last ? count + 1 : count), 0);
  waits.sort();
  return {
    p99S: waits[Math.ceil(0.99 * waits.length) - 1] ?? 0,
    meanS: sum / Math.max(1, times.length),
    left,
    departures: departures.toSorted(),
  };
}
