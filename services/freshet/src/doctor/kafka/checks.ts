import { type NamespacePlan, schemaIdOf, type Topic } from '@freshet/events';
import {
  firstPlan,
  type InspectedTopic,
  type LogInspection,
  type NewestRecord,
} from '@freshet/stream';
import type { Check } from '../check.ts';
import { type Judgement, orOk, problem } from '../finding.ts';
import { fromFuture, TOLERANCE_MS } from '../machine/clock.ts';
import { judgeSchemas, type SchemasInTopic } from '../schemas.ts';
import { judgeBrokers } from './brokers.ts';
import { expectedGroups, expectedTopics, planIn } from './expected-topics.ts';
import { judgeGroups } from './groups.ts';
import { judgeReplicas } from './replicas.ts';
import { judgeRetention } from './retention.ts';
import { judgeRights, type RightsOf } from './rights.ts';
import { judgeSettings } from './topic-settings.ts';
import { judgeTopics } from './topics.ts';

const LIMIT_MS = 40_000;

export interface LogSettings {
  /** PARTITIONS. */
  readonly keyed: number;
  /** REPLICATION_FACTOR. */
  readonly copies: number;
  readonly lagMax: number;
  readonly user: RightsOf;
  /** Epoch ms. */
  readonly clock: () => number;
}

/** All that is looked at in a log; where it cannot be opened, that is all there is to say. */
export function logChecks(open: () => Promise<LogInspection>, settings: LogSettings): Check[] {
  const facts = factsOf(open);
  const check = (name: string, look: Check['look']): Check => ({ name, limitMs: LIMIT_MS, look });
  const ofTopics = (name: string, judge: (found: TopicFacts) => Found | Promise<Found>): Check =>
    check(name, async () => {
      const log = await facts.log().catch(() => undefined);
      return log === undefined ? [] : judge(await facts.topics());
    });
  return [
    check('kafka', async () => [
      await facts
        .log()
        .then((log) => log.brokers())
        .then(judgeBrokers, away),
    ]),
    check('rights', async () => {
      const log = await facts.log().catch(() => undefined);
      const names = expectedTopics(firstPlan).map(({ name }) => name);
      return log === undefined ? [] : judgeRights(await log.missingRights(names), settings.user);
    }),
    ofTopics('topics', ({ expected, found }) => judgeTopics(expected, found, settings.keyed)),
    ofTopics('replicas', async ({ log, found }) => {
      const { addresses } = await log.brokers();
      return judgeReplicas(found, { copies: settings.copies, brokers: addresses.length });
    }),
    ofTopics('topic settings', ({ found }) => judgeSettings(found)),
    ofTopics('retention', ({ expected, found }) => judgeRetention(expected, found)),
    ofTopics('groups', async ({ log, plan, found }) => {
      const there = new Set(found.map(({ name }) => name));
      const groups = expectedGroups(plan).filter(({ topic }) => there.has(topic));
      const standings = groups.map(({ group, topic }) => log.standing(group, topic));
      return judgeGroups(await Promise.all(standings), settings.lagMax);
    }),
    ofTopics('schemas', async () => judgeSchemas(byTopic(await facts.newest()))),
    ofTopics('kafka clock', async ({ log, found }) => {
      const after = settings.clock() + TOLERANCE_MS;
      const areAhead = await Promise.all(found.map(({ name }) => log.hasRecordsAfter(name, after)));
      const ahead = found.filter((_, i) => areAhead[i]);
      return orOk(
        ahead.map(({ name }) => fromFuture(`Topic ${name}`)),
        'no record is from the future',
      );
    }),
  ];
}

function away(error: unknown): Judgement {
  const reason = error instanceof Error ? error.message : String(error);
  return problem(
    `${reason} Topics, groups and schemas were not looked at.`,
    'Start the brokers, or set KAFKA_BROKERS to where they are.',
  );
}

type Found = readonly Judgement[];

interface TopicFacts {
  readonly log: LogInspection;
  readonly plan: NamespacePlan;
  readonly expected: readonly Topic[];
  readonly found: readonly InspectedTopic[];
}

/** What several checks need is asked once. */
function factsOf(open: () => Promise<LogInspection>) {
  let opened: Promise<LogInspection> | undefined;
  let first: Promise<readonly NewestRecord[]> | undefined;
  let topics: Promise<TopicFacts> | undefined;

  const facts = {
    log: () => (opened ??= open()),
    topics: () => (topics ??= ask()),
    async newest(): Promise<readonly NewestRecord[]> {
      const { log, found } = await facts.topics();
      const known = new Set(expectedTopics(firstPlan).map(({ name }) => name));
      const further = found.filter(({ name }) => !known.has(name));
      if (further.length === 0) return newestOfFirst();
      return [...(await newestOfFirst()), ...(await log.newest(further.map(({ name }) => name)))];
    },
  };
  const newestOfFirst = () => (first ??= readFirst());

  async function readFirst(): Promise<readonly NewestRecord[]> {
    const log = await facts.log();
    const there = await log.topics(expectedTopics(firstPlan));
    return log.newest(there.map(({ name }) => name));
  }

  async function ask(): Promise<TopicFacts> {
    const log = await facts.log();
    // That a plan cannot be read is said by the check of schemas.
    const plan = await newestOfFirst()
      .then(planIn)
      .catch(() => firstPlan);
    const expected = expectedTopics(plan);
    return { log, plan, expected, found: await log.topics(expected) };
  }
  return facts;
}

function byTopic(newest: readonly NewestRecord[]): SchemasInTopic[] {
  const ids = new Map<string, Set<number>>();
  for (const { topic, value } of newest) {
    const of = ids.get(topic) ?? new Set();
    ids.set(topic, of);
    const id = value === null ? undefined : schemaIdOf(value);
    if (id !== undefined) of.add(id);
  }
  return [...ids].map(([name, of]) => ({ name, schemaIds: [...of] }));
}
