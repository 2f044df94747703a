import { topics } from '@freshet/events';
import { expectCounted, expectInOrder, firstSeen, idsInLog } from '../support/accepted-events.ts';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { kafkaAvailable, redisAvailable } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/forms.ts';
import { freePorts } from '../support/free-port.ts';
import { getJson, postJson } from '../support/http.ts';
import { type KafkaCluster, startKafka } from '../support/kafka.ts';
import { uniquePrefix } from '../support/kafka-log.ts';
import { startProcess, startService, untilReady, stripTypes } from '../support/processes.ts';
import { startRedis } from '../support/redis.ts';
import { startVisitors } from '../support/steady-visitors.ts';

const PARTITIONS = 4;
const USERS = Array.from({ length: 12 }, (_, i) => `user-${i}`);
const patience = { timeoutMs: 120_000 };

describe.skipIf(!kafkaAvailable() || !redisAvailable())('the journal (Kafka, Redis)', () => {
  let kafka: KafkaCluster;
  beforeAll(async () => {
    kafka = await startKafka({ brokers: 1 });
  });
  afterAll(() => kafka?.stop());

  /** Topics and a Redis of the test's own. */
  const network = async (settings: Record<string, string> = {}) => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    return {
      KAFKA_BROKERS: kafka.bootstrap,
      KAFKA_PREFIX: uniquePrefix(),
      REDIS_URL: redis.url,
      PARTITIONS: String(PARTITIONS),
      JOURNAL_DIR: temporaryFolder(),
      MESSAGES_SCAN_MS: '200',
      ...settings,
    };
  };
  const view = (id: string) => ({ id, type: 'view', userId: 'ada', itemId: 'tent' });

  const logOf = ({ KAFKA_PREFIX: prefix }: { readonly KAFKA_PREFIX: string }) => ({
    brokers: kafka.bootstrap.split(','),
    partitions: PARTITIONS,
    prefix,
  });

  const outages = [
    {
      what: 'killed',
      begin: () => kafka.nodes[0]!.kill('SIGKILL'),
      end: () => kafka.nodes[0]!.restart(),
    },
    {
      what: 'stopped and continued',
      begin: () => kafka.nodes[0]!.kill('SIGSTOP'),
      end: () => kafka.nodes[0]!.kill('SIGCONT'),
    },
  ];

  it.each(outages)(
    'takes over from a broker that is $what under load, and hands everything on in order, once',
    async ({ begin, end }) => {
      const env = await network();
      await startService('worker', { env });
      const ingest = await startService('ingest', { env });
      const visitors = startVisitors(ingest.url, USERS);
      onTestFinished(async () => void (await visitors.stop()));
      const newest = (count: number) => visitors.accepted.slice(-count);
      const untilAll = (durability: string) =>
        eventually(
          `everything is answered ${durability}`,
          () => {
            const users = new Set(
              newest(200).map((one) => (one.durability === durability ? one.user : 'another')),
            );
            expect(users).toEqual(new Set(USERS));
          },
          patience,
        );
      await untilAll('log');
      await begin();
      await untilAll('journal');
      await end();
      await untilAll('log');
      const accepted = await visitors.stop();
      expect(visitors.refused).toBe(0);
      expect(Math.max(...accepted.map(({ ms }) => ms))).toBeLessThan(15_000);
      expectInOrder(await idsInLog(logOf(env)), USERS, accepted);
      await expectCounted({ url: env.REDIS_URL, partitions: PARTITIONS }, USERS, accepted);
    },
  );

  it('refuses with Retry-After when it is full, and takes again when it has drained', async () => {
    const env = await network({ JOURNAL_BYTES_MAX: '20000', JOURNAL_AFTER_MS: '300' });
    const ingest = await startService('ingest', { env });
    const post = (id: string) =>
      fetch(`${ingest.url}/v1/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(view(id)),
      });
    await kafka.nodes[0]!.kill('SIGKILL');
    const taken: string[] = [];
    const refusal = await eventually('the journal is full', async () => {
      const id = `full-${taken.length}`;
      const answer = await post(id);
      if (answer.status === 202) taken.push(id);
      expect(answer.status).toBe(503);
      return answer;
    });
    expect(refusal.headers.get('retry-after')).toBe('1');
    expect(await refusal.json()).toMatchObject({ code: 'JOURNAL_FULL' });
    expect(taken.length).toBeGreaterThan(10);
    await kafka.nodes[0]!.restart();
    await eventually(
      'events go to the log again',
      async () => expect(await (await post('after')).json()).toMatchObject({ durability: 'log' }),
      patience,
    );
    const ids = (await idsInLog(logOf(env))).get('ada')!;
    expect(firstSeen(ids).slice(0, taken.length)).toEqual(taken);
  });

  it('is drained by the next process when ingest is killed', async () => {
    const env = await network({ JOURNAL_AFTER_MS: '300' });
    await startService('worker', { env });
    const killed = await startService('ingest', { env });
    await kafka.nodes[0]!.kill('SIGKILL');
    const ids = Array.from({ length: 40 }, (_, i) => `kept-${i}`);
    for (const id of ids) {
      expect(await postJson(`${killed.url}/v1/events`, view(id))).toMatchObject({
        status: 202,
        body: { durability: 'journal' },
      });
    }
    expect(await getJson(`${killed.url}/v1/messages/kept-7`)).toMatchObject({
      id: 'kept-7',
      topic: topics.behaviourEvents.name,
      key: 'default/u/ada',
      offset: null,
      status: 'pending',
      content: { itemId: 'tent' },
    });
    await killed.kill('SIGKILL');
    await kafka.nodes[0]!.restart();
    const ingest = await startService('ingest', { env });
    await eventually(
      'the last event is signed off',
      async () => {
        const status = await getJson(`${ingest.url}/v1/messages/kept-39`);
        expect(status).toMatchObject({ status: 'signed-off', offset: expect.any(Number) });
      },
      patience,
    );
    expect(firstSeen((await idsInLog(logOf(env))).get('ada')!)).toEqual(ids);
  });

  it('on a full disk refuses with Retry-After, and lives on', async () => {
    const env = await network({ JOURNAL_AFTER_MS: '300', HOST: '127.0.0.1', LOG_LEVEL: 'warn' });
    const [port] = await freePorts(1);
    // A file may have so many blocks of 512 bytes: what comes back is an error of the write.
    const limited = `ulimit -f 512; exec "$0" "$@"`;
    const ingest = startProcess({
      command: [
        'sh',
        '-c',
        limited,
        process.execPath,
        ...stripTypes,
        'services/ingest/src/main.ts',
      ],
      env: { ...env, PORT: String(port) },
    });
    const url = `http://127.0.0.1:${port}`;
    await untilReady('ingest', ingest, async () => void (await getJson(`${url}/health/ready`)));
    await kafka.nodes[0]!.kill('SIGKILL');
    const events = Array.from({ length: 20 }, (_, i) => ({
      ...view(`large-${i}`),
      properties: { text: 'x'.repeat(7_000) },
    }));
    const taken: string[] = [];
    const refusal = await eventually('the disk is full', async () => {
      const round = events.map((event) => ({ ...event, id: `${event.id}-${taken.length}` }));
      const answer = await postJson(`${url}/v1/events`, { events: round });
      if (answer.status === 202) taken.push(...round.map(({ id }) => id));
      expect(answer.status).toBe(503);
      return answer;
    });
    expect(refusal.body).toMatchObject({ code: 'JOURNAL_UNWRITABLE' });
    expect(await postJson(`${url}/v1/events`, view('small'))).toMatchObject({
      body: { durability: 'journal' },
    });
    await kafka.nodes[0]!.restart();
    await eventually(
      'events go to the log again',
      async () =>
        expect(await postJson(`${url}/v1/events`, view('after'))).toMatchObject({
          body: { durability: 'log' },
        }),
      patience,
    );
    expect(taken.length).toBeGreaterThan(0);
    const acknowledged = [...taken, 'small', 'after'];
    const ids = firstSeen((await idsInLog(logOf(env))).get('ada')!);
    expect(ids.filter((id) => acknowledged.includes(id))).toEqual(acknowledged);
    expect(await ingest.stop(), ingest.output()).toBe(0);
  });

  it('of one process is refused to a second', async () => {
    const env = await network();
    const ingest = await startService('ingest', { env });
    await expect(startService('ingest', { env })).rejects.toThrow(/JOURNAL_IN_USE.*process/);
    await ingest.stop();
    const next = await startService('ingest', { env });
    expect(await next.stop()).toBe(0);
  });
});
