import { type Topic, topics } from '@freshet/events';
import type { Log } from '@freshet/stream';
import kafkajs, { type Admin, type Kafka } from 'kafkajs';
import { beforeAll, describe, expect, it } from 'vitest';
import { askDoctor, type DoctorReport, expectFound, type PlantedFault } from '../support/doctor.ts';
import { allBut, connectTopics, doctorSettings } from '../support/doctored-topics.ts';
import { kafkaAvailable, kafkaBootstrap } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { uniquePrefix } from '../support/kafka-log.ts';

const MINUTE_MS = 60_000;

/** What a topic says of itself, changed; kafkajs sets all of its own settings at once. */
async function change(admin: Admin, topic: string, changed: Record<string, string>): Promise<void> {
  const type = kafkajs.ConfigResourceTypes.TOPIC;
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type, name: topic }],
  });
  const own = resources[0]!.configEntries
    .filter(({ configSource }) => configSource === kafkajs.ConfigSource.TOPIC_CONFIG)
    .map(({ configName, configValue }) => [configName, configValue] as const);
  const configEntries = Object.entries({ ...Object.fromEntries(own), ...changed }).map(
    ([name, value]) => ({ name, value }),
  );
  await admin.alterConfigs({
    validateOnly: false,
    resources: [{ type, name: topic, configEntries }],
  });
}

const publish = (log: Log, { name }: Topic, values: readonly Uint8Array[]) =>
  log.publisher.publish(
    name,
    values.map((value) => ({ value, partition: 0 })),
  );

/** The change of the topic's clock takes a moment to reach the broker; until then its own time holds. */
async function appendFromFuture(kafka: Kafka, admin: Admin, topic: string): Promise<void> {
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  await producer.connect();
  await eventually('a record has a time from the future', async () => {
    const timestamp = String(Date.now() + 10 * MINUTE_MS);
    await producer.send({ topic, messages: [{ value: 'x', timestamp }] });
    const later = Date.now() + 5 * MINUTE_MS;
    const [[found], [bounds]] = await Promise.all([
      admin.fetchTopicOffsetsByTimestamp(topic, later),
      admin.fetchTopicOffsets(topic),
    ]);
    expect(Number(found!.offset)).toBeLessThan(Number(bounds!.high));
  });
  await producer.disconnect();
}

const faults: readonly PlantedFault[] = [
  {
    fault: 'a topic that is missing',
    check: 'topics',
    verdict: 'problem',
    says: /item\.stats is missing/,
    mend: /Restart an ingest and a worker/,
  },
  {
    fault: 'a topic with another partition count',
    check: 'topics',
    verdict: 'problem',
    says: /catalogue\.items has 3 partitions where 4 are expected/,
    mend: /kafka-topics\.sh .*--delete --topic .*catalogue\.items/,
  },
  {
    fault: 'a keyed topic with another partition count',
    check: 'topics',
    verdict: 'problem',
    says: /attribution\.outcomes has 5 partitions where 4 are expected/,
    mend: /Set PARTITIONS=5/,
  },
  {
    fault: 'a table that is not compacted',
    check: 'topic settings',
    verdict: 'problem',
    says: /ranker\.weights has cleanup\.policy=delete instead of compact/,
    mend: /kafka-configs\.sh .*--entity-name .*ranker\.weights --add-config cleanup\.policy=compact/,
  },
  {
    fault: 'room for small dead letters only',
    check: 'topic settings',
    verdict: 'problem',
    says: /dead\.letters has max\.message\.bytes=1000 instead of/,
    mend: /--add-config max\.message\.bytes=1101024/,
  },
  {
    fault: 'more copies asked of a write than there are',
    check: 'topic settings',
    verdict: 'problem',
    says: /attribution\.figures has min\.insync\.replicas=2 instead of 1/,
    mend: /--add-config min\.insync\.replicas=1/,
  },
  {
    fault: 'times by the clocks of clients',
    check: 'topic settings',
    verdict: 'problem',
    says: /intake\.refusals has message\.timestamp\.type=CreateTime/,
    mend: /--add-config message\.timestamp\.type=LogAppendTime/,
  },
  {
    fault: 'a topic kept shorter than declared',
    check: 'retention',
    verdict: 'warning',
    says: /recommendation\.answers is kept 1 h instead of 168 h/,
    mend: /freshet topics retention recommendation\.answers --time 604800s/,
  },
  {
    fault: 'a topic kept shorter than what it is made from',
    check: 'retention',
    verdict: 'problem',
    says: /item\.signals is kept 24 h, less than behaviour\.events \(168 h\)/,
    mend: /freshet topics retention item\.signals --time 604800s/,
  },
  {
    fault: 'a group that is behind',
    check: 'groups',
    verdict: 'problem',
    says: /profiles is 5 records of behaviour\.events behind \(more than 3\), and has never read/,
    mend: /npm run worker/,
  },
  {
    fault: 'a group that retention has overtaken',
    check: 'groups',
    verdict: 'warning',
    says: /Retention took 2 records of ranker\.samples before group ranker/,
    mend: /freshet topics retention ranker\.samples --time/,
  },
  {
    fault: 'a record of a newer version',
    check: 'schemas',
    verdict: 'problem',
    says: /item\.signals has records of schema 999/,
    mend: /Upgrade the services/,
  },
  {
    fault: 'a record from the future',
    check: 'kafka clock',
    verdict: 'problem',
    says: /intake\.refusals has records from more than 2 s after/,
    mend: /timedatectl set-ntp true/,
  },
];

describe.skipIf(!kafkaAvailable())('freshet doctor finds (Kafka)', () => {
  const prefix = uniquePrefix();
  let report: DoctorReport;
  beforeAll(async () => {
    const deployment = await connectTopics(kafkaBootstrap(), prefix, 1);
    try {
      await plant(deployment);
      report = await askDoctor(await doctorSettings(kafkaBootstrap(), prefix), {
        args: ['--lag-max', '3'],
      });
    } finally {
      await deployment.close();
    }
  });

  async function plant({ log, kafka, admin }: Awaited<ReturnType<typeof connectTopics>>) {
    const { catalogueItems, attributionOutcomes } = topics;
    await log.admin.ensureTopics(allBut(topics.itemStats, catalogueItems, attributionOutcomes));
    await admin.createTopics({
      topics: [
        {
          topic: prefix + catalogueItems.name,
          numPartitions: 3,
          configEntries: [{ name: 'cleanup.policy', value: 'compact' }],
        },
        { topic: prefix + attributionOutcomes.name, numPartitions: 5 },
      ],
    });
    const altered = (topic: Topic, changed: Record<string, string>) =>
      change(admin, prefix + topic.name, changed);
    await altered(topics.rankerWeights, { 'cleanup.policy': 'delete' });
    await altered(topics.deadLetters, { 'max.message.bytes': '1000' });
    await altered(topics.attributionFigures, { 'min.insync.replicas': '2' });
    await altered(topics.intakeRefusals, { 'message.timestamp.type': 'CreateTime' });
    await log.admin.setRetention(topics.recommendationAnswers.name, { ms: 3_600_000, bytes: -1 });
    await log.admin.setRetention(topics.itemSignals.name, { ms: 24 * 3_600_000, bytes: -1 });
    await publish(log, topics.behaviourEvents, Array(5).fill(Buffer.from('x')));
    await publish(log, topics.itemSignals, [Buffer.of(0, 0, 0, 3, 231, 1)]);
    await publish(log, topics.rankerSamples, Array(3).fill(Buffer.from('x')));
    const sampled = prefix + topics.rankerSamples.name;
    const partitions = [{ partition: 0, offset: '0' }];
    await admin.setOffsets({ groupId: `${prefix}ranker`, topic: sampled, partitions });
    // Also loads the topic's metadata, which kafkajs takes for granted.
    await log.admin.offsets(topics.rankerSamples.name);
    await log.admin.trim(topics.rankerSamples.name, { partition: 0, offset: 2 });
    await appendFromFuture(kafka, admin, prefix + topics.intakeRefusals.name);
  }

  it.for(faults)('$fault', (planted) => {
    expectFound(report, planted);
    expect(report.code).toBe(1);
  });
});
