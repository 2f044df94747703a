import { type Topic, topics } from '@freshet/events';
import { firstPlan, type InspectedTopic } from '@freshet/stream';
import { expect, it } from 'vitest';
import { judgeBrokers } from './brokers.ts';
import { expectedGroups, expectedTopics } from './expected-topics.ts';
import { judgeGroups } from './groups.ts';
import { judgeReplicas } from './replicas.ts';
import { judgeRetention } from './retention.ts';
import { judgeSettings } from './topic-settings.ts';
import { judgeTopics } from './topics.ts';

const needed = {
  'max.message.bytes': '1001024',
  'cleanup.policy': 'delete',
  'min.insync.replicas': '2',
  'segment.ms': '100',
  'min.cleanable.dirty.ratio': '0.1',
};
const events: InspectedTopic = {
  name: 'behaviour.events',
  nameOnBrokers: 'shop.behaviour.events',
  partitions: [0, 1].map((partition) => ({
    partition,
    replicas: [1, 2, 3],
    inSync: [1, 2, 3],
  })),
  settings: new Map(Object.entries({ ...needed, 'max.message.bytes': '1048588' })),
  needed: new Map(Object.entries(needed)),
};
const verdicts = (found: readonly { readonly verdict: string }[]) =>
  found.map(({ verdict }) => verdict);
const withSettings = (settings: Readonly<Record<string, string>>): InspectedTopic => ({
  ...events,
  settings: new Map([...events.settings, ...Object.entries(settings)]),
});

it.for([
  [2, 'ok'],
  [3, 'problem'],
] as const)('two partitions where %i are expected: %s', ([keyed, verdict]) => {
  expect(verdicts(judgeTopics([topics.behaviourEvents], [events], keyed))).toEqual([verdict]);
});

it('each missing topic is said, and once where there is none at all', () => {
  const expected: readonly Topic[] = [topics.behaviourEvents, topics.itemStats];
  expect(judgeTopics(expected, [events], 2)).toMatchObject([
    { says: 'Topic item.stats is missing.' },
  ]);
  expect(judgeTopics(expected, [], 2)).toMatchObject([
    { says: expect.stringContaining('KAFKA_PREFIX') },
  ]);
});

it.for([
  ['all in sync', { inSync: [1, 2, 3] }, 'ok', /copies in sync/],
  ['one behind', { inSync: [1, 3] }, 'problem', /those of broker 2\.$/],
  ['two behind', { inSync: [3] }, 'problem', /broker 1, 2\. 2 of them cannot be written to/],
] as const)('partitions with %s', ([, difference, verdict, says]) => {
  const partitions = events.partitions.map((one) => ({ ...one, ...difference }));
  const found = judgeReplicas([{ ...events, partitions }], { copies: 3, brokers: 3 });
  expect(found).toMatchObject([{ verdict, says: expect.stringMatching(says) }]);
});

it.for([
  [{ copies: 4, brokers: 4 }, [3], 'problem'],
  [{ copies: 1, brokers: 3 }, [1], 'warning'],
  [{ copies: 1, brokers: 1 }, [1], 'ok'],
] as const)('with %o, copies on %o are %s', ([replication, replicas, verdict]) => {
  const ids = replicas[0] === 3 ? [1, 2, 3] : [...replicas];
  const partitions = events.partitions.map((one) => ({ ...one, replicas: ids, inSync: ids }));
  expect(verdicts(judgeReplicas([{ ...events, partitions }], replication))).toEqual([verdict]);
});

it.for([
  [{}, 'ok'],
  [{ 'max.message.bytes': '2000000' }, 'ok'],
  [{ 'max.message.bytes': '1000' }, 'problem'],
  [{ 'cleanup.policy': 'compact' }, 'problem'],
  [{ 'segment.ms': '1' }, 'ok'],
  [{ 'segment.ms': '604800000' }, 'problem'],
  [{ 'min.cleanable.dirty.ratio': '0.5' }, 'warning'],
] as const)('a topic set as %o is %s', ([settings, verdict]) => {
  expect(verdicts(judgeSettings([withSettings(settings)]))).toEqual([verdict]);
});

const WEEK_MS = 7 * 86_400_000;
it.for([
  [WEEK_MS, WEEK_MS, ['ok']],
  [-1, -1, ['ok']],
  [2 * WEEK_MS, WEEK_MS, ['problem']],
  [-1, WEEK_MS, ['problem']],
  [WEEK_MS / 2, WEEK_MS, ['warning']],
  [WEEK_MS / 2, WEEK_MS / 4, ['warning', 'problem']],
] as const)('events kept %i ms and signals %i ms are %o', ([ofEvents, ofSignals, is]) => {
  const found = [
    withSettings({ 'retention.ms': String(ofEvents) }),
    { ...withSettings({ 'retention.ms': String(ofSignals) }), name: 'item.signals' },
  ];
  const judged = judgeRetention([topics.behaviourEvents, topics.itemSignals], found);
  expect(verdicts(judged)).toEqual(is);
});

it.for([
  [{ lag: 3, missed: 0 }, ['ok']],
  [{ lag: 4, missed: 0 }, ['problem']],
  [{ lag: 4, missed: 1 }, ['problem', 'warning']],
] as const)('a group with %o, where 3 are allowed: %o', ([standing, is]) => {
  const group = { group: 'items', topic: 'item.signals', hasBegun: true, ...standing };
  expect(verdicts(judgeGroups([group], 3))).toEqual(is);
});

it.for([
  [4, 'ok'],
  [undefined, 'ok'],
  [0, 'warning'],
] as const)('brokers whose oldest Fetch is %o are %s', ([fetchVersionMin, verdict]) => {
  expect(judgeBrokers({ addresses: ['a:9092'], fetchVersionMin }).verdict).toBe(verdict);
});

it('a namespace has topics and groups of its own', () => {
  const [main] = firstPlan.namespaces;
  const plan = { ...firstPlan, namespaces: [main!, { ...main!, name: 'n2' }] };
  const names = expectedTopics(plan).map(({ name }) => name);
  expect(names).toContain('item.signals.n2');
  expect(names).toHaveLength(new Set(names).size);
  expect(expectedGroups(plan)).toContainEqual({ group: 'items.n2', topic: 'item.signals.n2' });
  expect(expectedGroups(plan)).toContainEqual({ group: 'profiles.n2', topic: 'behaviour.events' });
});
