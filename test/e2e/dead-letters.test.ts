import { behaviourEventCodec, type Topic, topics } from '@freshet/events';
import { openEnvironment } from '@freshet/store/embedded';
import type { Log } from '@freshet/stream';
import { createEmbeddedLog } from '@freshet/stream/embedded';
import { describe, expect, it, onTestFinished } from 'vitest';
import { kafkaAvailable, kafkaBootstrap, redisAvailable } from '../support/engines.ts';
import { behaviourEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { startFreshet, temporaryFolder } from '../support/forms.ts';
import { openKafkaLog, uniquePrefix } from '../support/kafka-log.ts';
import { type RunningService, startService } from '../support/processes.ts';
import { quietLogger } from '../support/quiet-logger.ts';
import { startRedis } from '../support/redis.ts';
import { runFreshet } from '../support/freshet-command.ts';

const PARTITIONS = 4;
const all: readonly Topic[] = Object.values(topics);
const key = 'default/u/ada';
const poison = behaviourEventCodec.encode(behaviourEvent({ id: 'torn' })).subarray(0, 20);

/** The process that has the admin routes, with two poisoned records in the intake before it starts. */
interface Place {
  readonly name: string;
  readonly available: boolean;
  prepare(): Promise<{ start(): Promise<RunningService> }>;
}

const places: readonly Place[] = [
  {
    name: 'embedded',
    available: true,
    async prepare() {
      const dir = temporaryFolder();
      const environment = openEnvironment(dir);
      const options = { environment, partitions: PARTITIONS, logger: quietLogger };
      const log = createEmbeddedLog(options);
      await poisonIntake(log);
      await log.close();
      await environment.close();
      return { start: () => startFreshet(dir, PARTITIONS) };
    },
  },
  {
    name: 'Kafka and Redis',
    available: kafkaAvailable() && redisAvailable(),
    async prepare() {
      const redis = await startRedis();
      onTestFinished(() => redis.stop());
      const prefix = uniquePrefix();
      await poisonIntake(await openKafkaLog({ prefix, partitions: PARTITIONS }));
      const env = {
        KAFKA_BROKERS: kafkaBootstrap(),
        KAFKA_PREFIX: prefix,
        PARTITIONS: String(PARTITIONS),
      };
      await startService('worker', { env: { ...env, REDIS_URL: redis.url } });
      return { start: () => startService('ingest', { env }) };
    },
  },
];

describe.each(places.filter(({ available }) => available))('operators ($name)', ({ prepare }) => {
  it('list, show, redrive and purge dead letters from the command line', async () => {
    const { url } = await (await prepare()).start();
    const letters = (...args: string[]) => freshet(url, 'dead-letters', ...args);
    await eventually('both are listed', async () => {
      const { code, output } = await letters('list', '--group', 'profiles');
      expect([code, output.trim().split('\n')]).toEqual([
        0,
        [
          expect.stringMatching(/^0 .* behaviour\.events\/\d@0 .* RECORD_UNDECODABLE .*cut short/),
          expect.stringMatching(/^1 .* behaviour\.events\/\d@1 /),
        ],
      ]);
    });
    const shown = await letters('show', '1');
    expect(shown.output).toContain(`key     ${key}`);
    expect(shown.output).toContain('00000000  00 00 00 00 1b');
    const redriven = await letters('redrive', '--offset', '0', '--json');
    expect(JSON.parse(redriven.output)).toMatchObject({ redriven: 1, already: 0, refused: 0 });
    const again = await letters('redrive', '--offset', '0');
    expect(again).toEqual({ code: 0, output: '0 redriven, 1 had been before, 0 refused\n' });
    await eventually('it still cannot be read, and comes back', async () => {
      const { output } = await letters('list', '--json');
      const offsets = output
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { offset: number }).offset);
      expect(offsets).toEqual([1, 2]);
    });
    expect(await letters('purge', '--all')).toEqual({ code: 0, output: '3 purged\n' });
    expect(await letters('list', '--status', 'any')).toEqual({ code: 0, output: '' });
    expect(await letters('show', '1')).toEqual({
      code: 1,
      output: expect.stringContaining('LETTER_NOT_FOUND') as string,
    });
  });

  it('change how long topics are kept, and a restart keeps the change', async () => {
    const { start } = await prepare();
    const first = await start();
    for (const made of ['attribution.outcomes', 'dashboard.acts', 'item.signals']) {
      const raised = await freshet(first.url, 'topics', 'retention', made, '--time', '20d');
      expect(raised).toEqual({ code: 0, output: `${made} is kept 480 h\n` });
    }
    const refused = await freshet(
      first.url,
      'topics',
      'retention',
      'behaviour.events',
      '--time',
      '21d',
    );
    expect(refused).toEqual({
      code: 1,
      output: expect.stringMatching(/409: RETENTION_REFUSED.*item\.signals/) as string,
    });
    const bounded = ['behaviour.events', '--time', '20d', '--size', '2GiB'];
    expect(await freshet(first.url, 'topics', 'retention', ...bounded)).toMatchObject({ code: 0 });
    await first.kill('SIGKILL');
    const second = await start();
    const { output } = await freshet(second.url, 'topics', 'list', '--json');
    const found = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { name: string });
    expect(found.map(({ name }) => name)).toEqual(all.map(({ name }) => name));
    expect(found).toContainEqual(
      expect.objectContaining({
        name: 'behaviour.events',
        retention: { ms: 20 * 86_400_000, bytes: 2 * 2 ** 30 },
      }),
    );
  });
});

it('says that nothing answers at the address', async () => {
  const answer = await freshet('http://127.0.0.1:9', 'topics', 'list');
  expect(answer).toEqual({
    code: 1,
    output: expect.stringMatching(
      /^ADMIN_REFUSED: http:\/\/127\.0\.0\.1:9 cannot be reached/,
    ) as string,
  });
});

async function poisonIntake(log: Log): Promise<void> {
  await log.admin.ensureTopics(all);
  for (let i = 0; i < 2; i++) {
    await log.publisher.publish(topics.behaviourEvents.name, [{ key, value: poison }]);
  }
}

/** `freshet ARGS --url URL`: its exit code and all it wrote. */
const freshet = (url: string, ...args: string[]) => runFreshet(...args, '--url', url);
