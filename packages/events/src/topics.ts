const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How a topic is kept: `delete` drops old records by age and size, `compact` keeps each key's newest. */
export type Cleanup = 'delete' | 'compact';

/**
 * `intake`: from outside, so a record may be poison and goes to dead letters.
 * `derived`: written by a processor; poison there is our own fault and stops the partition.
 * `table`: the newest record of each key, held in memory by its readers.
 * `control`: what operators have decided, read whole by every service.
 * `audit`: what Freshet did, for whoever asks later; nothing in Freshet waits for it.
 */
export type TopicKind = 'intake' | 'derived' | 'table' | 'control' | 'audit' | 'letters';

export interface Topic {
  readonly name: string;
  readonly kind: TopicKind;
  /** `keyed`: the deployment's PARTITIONS, pinned, since readers compute the partition of a key. */
  readonly partitions: 'keyed' | number;
  readonly cleanup: Cleanup;
  /**
   * Age after which records go, in ms, unless it is changed at run time; without it a topic is
   * compacted, or cut by who writes it, and this cannot be changed.
   */
  readonly retentionMs?: number;
  /** Bytes per partition after which the oldest records go; -1: unbounded. */
  readonly retentionBytes?: number;
  /** The topic whose records made these, and must not outlast them; without it gaps do no harm. */
  readonly outlives?: string;
}

/**
 * All topics of Freshet, derived ones as the first namespace has them. Key, writers and readers are
 * said at each.
 */
export const topics = {
  /** Key: profile. Written by ingest; read by profiles (and every further consumer group). */
  behaviourEvents: {
    name: 'behaviour.events',
    kind: 'intake',
    partitions: 'keyed',
    cleanup: 'delete',
    retentionMs: 7 * DAY_MS,
    retentionBytes: -1,
  },
  /** Key: item. Written by profiles, one message per source batch and partition; read by items. */
  itemSignals: {
    name: 'item.signals',
    kind: 'derived',
    partitions: 'keyed',
    cleanup: 'delete',
    retentionMs: 7 * DAY_MS,
    retentionBytes: -1,
    outlives: 'behaviour.events',
  },
  /** Key: item. Written by items, at most once a second each; read whole by every API process and worker. */
  itemStats: { name: 'item.stats', kind: 'table', partitions: 4, cleanup: 'compact' },
  /**
   * One message per batch of a partition of events, and operators' commands among them. Written by
   * profiles and the API's admin routes; read by ranker. One partition, since one learner must see all;
   * what goes before it was read is only not learned.
   */
  rankerSamples: {
    name: 'ranker.samples',
    kind: 'derived',
    partitions: 1,
    cleanup: 'delete',
    retentionMs: DAY_MS,
    retentionBytes: 2_000_000_000,
  },
  /** Key: site. Written by ranker, at most twice a second each; read whole by every API process. */
  rankerWeights: { name: 'ranker.weights', kind: 'table', partitions: 1, cleanup: 'compact' },
  /**
   * Key: cell of the figures. Written by attribution, one message per source batch and partition; read by
   * figures.
   */
  attributionOutcomes: {
    name: 'attribution.outcomes',
    kind: 'derived',
    partitions: 'keyed',
    cleanup: 'delete',
    retentionMs: 7 * DAY_MS,
    retentionBytes: -1,
    outlives: 'behaviour.events',
  },
  /** Key: cell. Written by figures, at most once a second each; read whole by every API process. */
  attributionFigures: {
    name: 'attribution.figures',
    kind: 'table',
    partitions: 1,
    cleanup: 'compact',
  },
  /**
   * No key; one message per batch of a partition of events. Written and read by the dashboard, whose
   * history is one partition's state: what a page asks for then lies together.
   */
  dashboardActs: {
    name: 'dashboard.acts',
    kind: 'derived',
    partitions: 1,
    cleanup: 'delete',
    retentionMs: 7 * DAY_MS,
    retentionBytes: -1,
    outlives: 'behaviour.events',
  },
  /** Key: item; an empty value deletes it. Written by ingest; read whole by ingest, API and worker. */
  catalogueItems: { name: 'catalogue.items', kind: 'table', partitions: 4, cleanup: 'compact' },
  /**
   * No key; batches of answers. Written by the API, as far as it can without making anybody wait; read by
   * who evaluates.
   */
  recommendationAnswers: {
    name: 'recommendation.answers',
    kind: 'audit',
    partitions: 4,
    cleanup: 'delete',
    retentionMs: 7 * DAY_MS,
    retentionBytes: -1,
  },
  /** No key; every plan there ever was. Written by the API's admin routes; read whole by worker and API. */
  deploymentNamespaces: {
    name: 'deployment.namespaces',
    kind: 'control',
    partitions: 1,
    cleanup: 'delete',
  },
  /**
   * No key. Written by the first process that needs one; the first record holds for ever, since what it
   * signed is out. Read by API and worker as they start.
   */
  deploymentKeys: {
    name: 'deployment.keys',
    kind: 'control',
    partitions: 1,
    cleanup: 'delete',
  },
  /**
   * Key: `rule/<site>/<id>` for a rule, an empty value deletes it; `change/<site>/<number>` for who changed
   * what, in a ring. Written by the API's admin routes, both together; read whole by every API process.
   */
  recommendationRules: {
    name: 'recommendation.rules',
    kind: 'table',
    partitions: 1,
    cleanup: 'compact',
  },
  /** No key; every change there ever was. Written by the API's admin routes; read whole by every API process. */
  recommendationExperiments: {
    name: 'recommendation.experiments',
    kind: 'control',
    partitions: 1,
    cleanup: 'delete',
  },
  /** Key: site; an empty value deletes it. Written by the dashboard's admin routes; read whole by every dashboard. */
  trackingPlans: { name: 'tracking.plans', kind: 'table', partitions: 1, cleanup: 'compact' },
  /**
   * No key; sessions of the back office that were logged out of, for longer than one can last. Written and
   * read by every dashboard that has a login.
   */
  dashboardLogouts: {
    name: 'dashboard.logouts',
    kind: 'control',
    partitions: 1,
    cleanup: 'delete',
    retentionMs: DAY_MS,
    retentionBytes: -1,
  },
  /**
   * No key; what each ingest refused, at most one message in two seconds. Written by ingest, as far as it can
   * without making anybody wait; read by every dashboard.
   */
  intakeRefusals: {
    name: 'intake.refusals',
    kind: 'audit',
    partitions: 1,
    cleanup: 'delete',
    retentionMs: 7 * DAY_MS,
    retentionBytes: 64_000_000,
  },
  /**
   * Key: profile. Events that bots are thought to have sent, as dead letters with the reason. Written by ingest;
   * read by every dashboard and by who releases. One partition: nobody waits for it, and its bytes are bounded.
   */
  behaviourQuarantine: {
    name: 'behaviour.quarantine',
    kind: 'letters',
    partitions: 1,
    cleanup: 'delete',
    retentionMs: 7 * DAY_MS,
    retentionBytes: 512_000_000,
  },
  /** No key. Written and cut by who releases or purges; keeps what became of each event still there. */
  settledQuarantine: {
    name: 'behaviour.quarantine.settled',
    kind: 'letters',
    partitions: 1,
    cleanup: 'delete',
  },
  /** No key. Written by whoever meets a poison record; kept longer than what it came from. */
  deadLetters: {
    name: 'dead.letters',
    kind: 'letters',
    partitions: 1,
    cleanup: 'delete',
    retentionMs: 30 * DAY_MS,
    retentionBytes: -1,
    outlives: 'behaviour.events',
  },
  /**
   * No key; who asked to be forgotten when, under a pseudonym. Written by ingest; read whole by every
   * process that reads events, so that nothing from before comes back: kept longer than all it guards against.
   */
  erasures: {
    name: 'privacy.erasures',
    kind: 'control',
    partitions: 1,
    cleanup: 'delete',
    retentionMs: 90 * DAY_MS,
    retentionBytes: -1,
    outlives: 'dead.letters',
  },
  /** No key. Written and cut by who redrives or purges; keeps what became of each letter still there. */
  settledLetters: {
    name: 'dead.letters.settled',
    kind: 'letters',
    partitions: 1,
    cleanup: 'delete',
  },
} as const satisfies Record<string, Topic>;

/** Partition count of every topic, by name, in a deployment with `keyed` partitions. */
export function partitionCounts(keyed: number): ReadonlyMap<string, number> {
  return new Map(
    Object.values(topics).map((topic) => [
      topic.name,
      topic.partitions === 'keyed' ? keyed : topic.partitions,
    ]),
  );
}
