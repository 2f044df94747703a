import type { Measured } from './measured.ts';

/** What a site asks of a deployment in its busiest minute, and what it is made of. */
export interface Site {
  readonly times: number;
  readonly eventsPerS: number;
  readonly answersPerS: number;
  readonly users: number;
  readonly items: number;
}

/** Visitors, events and answers grow together; a catalogue grows with the square root of them. */
export function siteOf(times: number): Site {
  return {
    times,
    eventsPerS: 100 * times,
    answersPerS: 100 * times,
    users: 1_000_000 * times,
    items: Math.round(30_000 * Math.sqrt(times)),
  };
}

/** Not measured: what a plan takes for granted, and what changes with other machines. */
export const assumed = {
  /** Of a thread, so that a burst or a lost process is no outage. */
  utilisation: 0.6,
  /** Of Redis' memory that a shard may fill. */
  shardBytes: 16e9,
  /** That one broker takes in, replicas included. */
  brokerBytesPerS: 50e6,
  replicas: 3,
  /** Days that events and what is made of them are kept. */
  keptDays: 7,
  /** Of the busiest minute's load, over a day. */
  meanOfPeak: 0.4,
  /** What a partition's owner may at most have: a share of one worker. */
  partitionsPerWorker: 2,
  /** Memory for an API process. */
  apiBytes: 1e9,
  /** TABLE_ITEMS_MAX. */
  tableItems: 1_000_000,
} as const;

const US = 1e-6;
const DAY_S = 86_400;

export interface Plan {
  readonly site: Site;
  readonly ingests: number;
  readonly workers: number;
  readonly apis: number;
  readonly shards: number;
  readonly brokers: number;
  readonly partitions: number;
  /** Cores in use, all processes together, in the busiest minute. */
  readonly cores: number;
  /** Bytes a second into and out of the brokers. */
  readonly kafkaInPerS: number;
  readonly kafkaOutPerS: number;
  /** On the disks of all brokers. */
  readonly kafkaDiskBytes: number;
  readonly redisBytes: number;
  /** Of one API process. */
  readonly tableBytes: number;
  /** To clients. */
  readonly answersBytesPerS: number;
}

/** How many of everything a site of this size needs. */
export function planFor(site: Site, measured: Measured): Plan {
  const { eventsPerS, answersPerS, users, items } = site;
  const threads = (perS: number, us: number) =>
    Math.max(1, Math.ceil((perS * us * US) / assumed.utilisation));
  const workers = threads(eventsPerS, measured['event-worker-thread']);
  const eventBytes = measured['event-log-bytes'] + measured['event-derived-bytes'];
  const kafkaInPerS = eventsPerS * eventBytes * assumed.replicas;
  const redisBytes = users * measured['user-redis-bytes'] + items * measured['item-redis-bytes'];
  const redisUs =
    eventsPerS * measured['event-redis-cpu'] + answersPerS * measured['answer-redis-cpu'];
  const cpu =
    eventsPerS *
      (measured['event-ingest-cpu'] +
        measured['event-worker-cpu'] +
        measured['event-redis-cpu'] +
        measured['event-kafka-cpu'] * assumed.replicas) +
    answersPerS * (measured['answer-api-cpu'] + measured['answer-redis-cpu']);
  return {
    site,
    ingests: threads(eventsPerS, measured['event-ingest-thread']),
    workers,
    apis: threads(answersPerS, measured['answer-api-thread']),
    shards: Math.max(Math.ceil(redisBytes / assumed.shardBytes), threads(redisUs, 1)),
    brokers: Math.max(assumed.replicas, Math.ceil(kafkaInPerS / assumed.brokerBytesPerS)),
    partitions: powerOfTwo(Math.max(32, workers * assumed.partitionsPerWorker)),
    cores: cpu * US,
    kafkaInPerS,
    // Events are read by profiles, attribution and the dashboard; what is made of them once.
    kafkaOutPerS:
      eventsPerS * (3 * measured['event-log-bytes'] + measured['event-derived-bytes']) +
      (kafkaInPerS * (assumed.replicas - 1)) / assumed.replicas,
    kafkaDiskBytes: kafkaInPerS * assumed.meanOfPeak * assumed.keptDays * DAY_S,
    redisBytes,
    tableBytes: Math.min(items, assumed.tableItems) * measured['item-api-bytes'],
    answersBytesPerS: answersPerS * measured['answer-bytes'],
  };
}

const powerOfTwo = (atLeast: number): number => 2 ** Math.ceil(Math.log2(atLeast));

export interface Load {
  readonly part: string;
  /** Of what it can do at most; from 1 on it falls behind. */
  readonly utilisation: number;
}

/** How busy each part of the deployment `plan` is under the load of `site`, the busiest first. */
export function loadsOf(plan: Plan, site: Site, measured: Measured): readonly Load[] {
  const { eventsPerS, answersPerS } = site;
  const own = planFor(site, measured);
  const redisUs =
    eventsPerS * measured['event-redis-cpu'] + answersPerS * measured['answer-redis-cpu'];
  const loads = [
    { part: 'ingest', utilisation: share(eventsPerS, 'event-ingest-thread', plan.ingests) },
    { part: 'workers', utilisation: share(eventsPerS, 'event-worker-thread', plan.workers) },
    { part: 'API', utilisation: share(answersPerS, 'answer-api-thread', plan.apis) },
    { part: 'Redis, CPU', utilisation: (redisUs * US) / plan.shards },
    { part: 'Redis, memory', utilisation: own.redisBytes / (plan.shards * assumed.shardBytes) },
    {
      part: 'Kafka, network',
      utilisation: own.kafkaInPerS / (plan.brokers * assumed.brokerBytesPerS),
    },
    { part: 'API, memory of tables', utilisation: own.tableBytes / assumed.apiBytes },
    { part: 'API, items of tables', utilisation: site.items / assumed.tableItems },
  ];
  return loads.toSorted((a, b) => b.utilisation - a.utilisation);

  function share(perS: number, name: keyof Measured, processes: number): number {
    return (perS * measured[name] * US) / processes;
  }
}
