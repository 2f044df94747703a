import { inspect } from 'node:util';
import { createKafkaLog, inspectKafka, kafkaAccess } from '@freshet/stream/kafka';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { askDoctor } from '../../support/doctor.ts';
import { kafkaAvailable } from '../../support/engines.ts';
import { eventually } from '../../support/eventually.ts';
import { temporaryFolder } from '../../support/forms.ts';
import { type Certificates, makeCertificates } from '../../support/certificates.ts';
import { type KafkaCluster, startKafka } from '../../support/kafka.ts';
import { denying, everyRight, grant } from '../../support/kafka/acls.ts';
import { commands, startProcess, startService, stripTypes } from '../../support/processes.ts';
import { quietLogger } from '../../support/quiet-logger.ts';
import { recorder } from '../../support/recorder.ts';
import { keyedTopic } from '../../support/topics.ts';

const PASSWORD = 'hunter2-of-kafka';
const PREFIX = 'shop.';

describe.skipIf(!kafkaAvailable())('guarded engine: brokers with TLS and ACLs (Kafka)', () => {
  let files: Certificates;
  let cluster: KafkaCluster;
  beforeAll(async () => {
    files = makeCertificates();
    const users = { freshet: PASSWORD, stranger: PASSWORD };
    cluster = await startKafka({
      brokers: 1,
      guarded: { identityFile: files.identityFile, users },
    });
    await grant(cluster, { user: 'freshet', prefix: PREFIX }, everyRight);
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

  test('freshet doctor misses none of the rights that docs/access.md names, and each alone', async () => {
    const log = await openLog(settings());
    await log.admin.ensureTopics([keyedTopic('visits')]);
    const inspection = await inspectKafka({ ...accessOf(settings()), logger: quietLogger });
    const missing = async () => {
      const found = await inspection.missingRights(['visits']);
      return found.map(({ resource, operation }) => [resource, operation]);
    };
    expect(await missing()).toEqual([]);
    // Describe comes with each of the others.
    for (const right of everyRight.filter(([, operation]) => operation !== 'Describe')) {
      await denying(cluster, { user: 'freshet', prefix: PREFIX }, right, () =>
        eventually(`${right.join(' ')} is missed`, async () =>
          expect(await missing()).toEqual([right]),
        ),
      );
      await eventually('it is back', async () => expect(await missing()).toEqual([]));
    }
  });

  test('freshet doctor says what grants a user without rights what it needs', async () => {
    const env = { REDIS_URL: 'redis://127.0.0.1:1', JOURNAL_DIR: temporaryFolder() };
    const { faults, code } = await askDoctor({
      ...settings({ KAFKA_USERNAME: 'stranger' }),
      ...env,
    });
    expect(code).toBe(1);
    const rights = faults.filter(({ check }) => check === 'rights');
    const add =
      'kafka-acls.sh --bootstrap-server $KAFKA_BROKERS --add --allow-principal User:stranger';
    const mends = [
      ...['Create', 'Read', 'Write', 'Delete'].map((operation) => ['topic', operation]),
      ...['Delete'].map((operation) => ['group', operation]),
      ['transactional-id', 'Write'],
    ].map(
      ([on, operation]) =>
        `${add} --operation ${operation} --${on} ${PREFIX} --resource-pattern-type prefixed`,
    );
    expect(rights.map(({ mend }) => mend)).toEqual(mends);
    expect(rights[1]).toMatchObject({
      verdict: 'problem',
      says: expect.stringMatching(
        /^User:stranger may not Read on \d+ of its topics \(shop\.behaviour\.events, .+ and \d+ more\)\.$/,
      ),
    });
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
  const log = await createKafkaLog({
    ...accessOf(env),
    clientId: 'test',
    partitions: 2,
    replicationFactor: 1,
    logger: quietLogger,
  });
  onTestFinished(() => log.close());
  return log;
}

const accessOf = (env: Record<string, string>) =>
  kafkaAccess({
    ...(env as unknown as Parameters<typeof kafkaAccess>[0]),
    KAFKA_TLS: true,
    KAFKA_CERT_FILE: '',
    KAFKA_KEY_FILE: '',
  });
