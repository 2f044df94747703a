import { inspect } from 'node:util';
import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  Kafka,
  logLevel,
  ResourcePatternTypes,
} from 'kafkajs';
import { createKafkaLog, kafkaAccess } from '@freshet/stream/kafka';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { kafkaAvailable } from '../../support/engines.ts';
import { eventually } from '../../support/eventually.ts';
import { temporaryFolder } from '../../support/forms.ts';
import { type Certificates, makeCertificates } from '../../support/certificates.ts';
import { type KafkaCluster, startKafka } from '../../support/kafka.ts';
import { commands, startProcess, startService, stripTypes } from '../../support/processes.ts';
import { quietLogger } from '../../support/quiet-logger.ts';
import { recorder } from '../../support/recorder.ts';
import { keyedTopic } from '../../support/topics.ts';

const PASSWORD = 'hunter2-of-kafka';
const PREFIX = 'shop.';

describe.skipIf(!kafkaAvailable())('brokers with TLS, users and ACLs (Kafka)', () => {
  let files: Certificates;
  let cluster: KafkaCluster;
  beforeAll(async () => {
    files = makeCertificates();
    const users = { freshet: PASSWORD, stranger: PASSWORD };
    cluster = await startKafka({
      brokers: 1,
      guarded: { identityFile: files.identityFile, users },
    });
    await grant(cluster, 'freshet');
  });
  afterAll(async () => {
    await cluster?.stop();
    files.remove();
  });

  const settings = (more: Record<string, string> = {}) => ({
    KAFKA_BROKERS: cluster.guardedBootstrap,
    KAFKA_PREFIX: PREFIX,
    KAFKA_TLS: 'true',
    KAFKA_CA_FILE: files.caFile,
    KAFKA_SASL_MECHANISM: 'scram-sha-512',
    KAFKA_USERNAME: 'freshet',
    KAFKA_PASSWORD: PASSWORD,
    ...more,
  });

  test('a service starts, with the rights that docs/access.md names', async () => {
    const env = {
      ...settings(),
      PARTITIONS: '2',
      JOURNAL_DIR: temporaryFolder(),
      LOG_LEVEL: 'debug',
    };
    const ingest = await startService('ingest', { env });
    const answer = await fetch(`${ingest.url}/v1/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'view', userId: 'ada', itemId: 'tent' }),
    });
    expect([answer.status, await answer.json()]).toMatchObject([202, { durability: 'log' }]);
    expect(ingest.output()).not.toContain(PASSWORD);
  });

  test('records are written and read in a group', async () => {
    const log = await openLog(settings({ KAFKA_PREFIX: `${PREFIX}a.` }));
    await log.admin.ensureTopics([keyedTopic('visits')]);
    const reader = recorder('readers', 'visits');
    await log.consume(reader);
    await log.publisher.publish('visits', [{ key: 'k', value: Buffer.from('v') }]);
    await eventually('it is read', () => expect(reader.seen).toHaveLength(1));
  });

  const refusals: readonly (readonly [string, Record<string, string>, RegExp])[] = [
    [
      'a wrong password',
      { KAFKA_PASSWORD: `${PASSWORD}x` },
      /refuses these credentials; check KAFKA_USERNAME/,
    ],
    ['a user that is not there', { KAFKA_USERNAME: 'nobody' }, /refuses these credentials/],
    ['a mechanism that is off', { KAFKA_SASL_MECHANISM: 'scram-sha-256' }, /./],
    [
      'a CA that is not the brokers',
      { KAFKA_CA_FILE: 'stranger' },
      /do not agree on TLS.*KAFKA_CA_FILE/,
    ],
    ['no CA', { KAFKA_CA_FILE: '' }, /do not agree on TLS.*KAFKA_CA_FILE/],
  ];
  test.for(refusals)('%s: one coded error, and no password anywhere', async ([, more, message]) => {
    const file = more['KAFKA_CA_FILE'] === 'stranger' ? { KAFKA_CA_FILE: files.strangerFile } : {};
    const env = { ...settings(), ...more, ...file };
    const started = startProcess({
      command: [process.execPath, ...stripTypes, ...commands.ingest],
      env: { ...env, JOURNAL_DIR: temporaryFolder(), LOG_LEVEL: 'debug' },
    });
    expect(await started.exited).toBe(1);
    expect(started.output()).toContain('LOG_REFUSED');
    expect(started.output()).toMatch(message);
    expect(started.output()).not.toContain(PASSWORD);
  });

  test('a user without rights is told which, and the error holds no password', async () => {
    const log = await openLog(settings({ KAFKA_USERNAME: 'stranger' }));
    const error = await log.admin.ensureTopics([keyedTopic('visits')]).catch((e: unknown) => e);
    expect(error).toMatchObject({
      code: 'LOG_REFUSED',
      message: expect.stringMatching(/_AUTHORIZATION_FAILED.*docs\/access\.md/),
    });
    expect(inspect(error, { depth: 10 })).not.toContain(PASSWORD);
  });
});

async function openLog(env: Record<string, string>) {
  const access = kafkaAccess({
    ...(env as unknown as Parameters<typeof kafkaAccess>[0]),
    KAFKA_TLS: true,
    KAFKA_CERT_FILE: '',
    KAFKA_KEY_FILE: '',
  });
  const log = await createKafkaLog({
    ...access,
    clientId: 'test',
    partitions: 2,
    replicationFactor: 1,
    logger: quietLogger,
  });
  onTestFinished(() => log.close());
  return log;
}

/** What docs/access.md says a user of Freshet needs, for topics, groups and transactions under one prefix. */
async function grant(cluster: KafkaCluster, user: string): Promise<void> {
  const kafka = new Kafka({ brokers: cluster.bootstrap.split(','), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const { TOPIC, GROUP, TRANSACTIONAL_ID } = AclResourceTypes;
  const { CREATE, DESCRIBE, DESCRIBE_CONFIGS, READ, WRITE, DELETE, ALTER_CONFIGS } =
    AclOperationTypes;
  const rights = [
    ...[CREATE, DESCRIBE, DESCRIBE_CONFIGS, ALTER_CONFIGS, READ, WRITE, DELETE].map(
      (operation) => [TOPIC, operation] as const,
    ),
    ...[DESCRIBE, READ, DELETE].map((operation) => [GROUP, operation] as const),
    ...[DESCRIBE, WRITE].map((operation) => [TRANSACTIONAL_ID, operation] as const),
  ];
  await admin.createAcls({
    acl: rights.map(([resourceType, operation]) => ({
      resourceType,
      operation,
      resourceName: PREFIX,
      resourcePatternType: ResourcePatternTypes.PREFIXED,
      principal: `User:${user}`,
      host: '*',
      permissionType: AclPermissionTypes.ALLOW,
    })),
  });
  await admin.disconnect();
}
