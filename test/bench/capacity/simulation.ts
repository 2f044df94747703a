import type { Plan, Site } from './arithmetic.ts';
import type { Measured } from './measured.ts';
import { arrivals, pass, randomOf, type Waiting } from './queues.ts';

const US = 1e-6;
/** Of events and of answers alike, for each server of the widest part. */
const JOBS_PER_SERVER = 2_000;
/** Of all jobs: so many still wait at the end only where the queue grows. */
const GROWING_SHARE = 0.02;
const SEED = 20_261_122;
/** How near the load is found at which the first queue grows. */
const EXACTNESS = 1.02;

export type Part = 'ingest' | 'workers' | 'API' | 'Redis, CPU';

export interface Simulated {
  readonly part: Part;
  readonly waiting: Waiting;
  readonly isGrowing: boolean;
}

/** Events and answers through the deployment of `plan`, at the load of `site` times `factor`. */
export function simulate(
  plan: Plan,
  site: Site,
  measured: Measured,
  factor: number,
): readonly Simulated[] {
  const random = randomOf(SEED);
  const { eventsPerS, answersPerS } = site;
  const jobs = JOBS_PER_SERVER * Math.max(plan.ingests, plan.workers, plan.apis, plan.shards);
  const events = arrivals(eventsPerS * factor, jobs, random);
  const answers = arrivals(answersPerS * factor, jobs, random);
  const at = (times: Float64Array, servers: number, us: number) =>
    pass(times, { servers, serviceS: us * US }, random);
  const ingest = at(events, plan.ingests, measured['event-ingest-thread']);
  const workers = at(ingest.departures, plan.workers, measured['event-worker-thread']);
  const api = at(answers, plan.apis, measured['answer-api-thread']);
  const asked = merged(workers.departures, api.departures);
  const redis = at(
    asked,
    plan.shards,
    (eventsPerS * measured['event-redis-cpu'] + answersPerS * measured['answer-redis-cpu']) /
      (eventsPerS + answersPerS),
  );
  return [
    simulated('ingest', ingest),
    simulated('workers', workers),
    simulated('API', api),
    simulated('Redis, CPU', redis),
  ];
}

const simulated = (part: Part, waiting: Waiting): Simulated => ({
  part,
  waiting,
  isGrowing: waiting.left > GROWING_SHARE * waiting.departures.length,
});

function merged(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both.toSorted();
}

/** The load, in times of what `plan` is for, from which on a queue grows, and which ones do. */
export function firstToGrow(plan: Plan, site: Site, measured: Measured) {
  const growingAt = (factor: number): readonly Part[] =>
    simulate(plan, site, measured, factor)
      .filter(({ isGrowing }) => isGrowing)
      .map(({ part }) => part);
  let grows = 1;
  while (growingAt(grows).length === 0) grows *= 2;
  let holds = grows / 2;
  while (grows / holds > EXACTNESS) {
    const between = Math.sqrt(grows * holds);
    if (growingAt(between).length === 0) holds = between;
    else grows = between;
  }
  return { factor: grows, parts: growingAt(grows) };
}
