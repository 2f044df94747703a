import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freshetServices, healthCommand } from '../support/compose.ts';
import { kafkaAvailable, kafkaBootstrap, redisAvailable } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/forms.ts';
import { freePorts } from '../support/free-port.ts';
import { getJson, postJson } from '../support/http.ts';
import { startProcess, untilReady } from '../support/processes.ts';
import { startRedis } from '../support/redis.ts';

const services = new Map(freshetServices());

/** What the names of the Compose network stand for on this machine. */
interface Network {
  /** Host and port of each engine, by its name in docker-compose.yml. */
  readonly engines: Readonly<Record<string, string>>;
  /** Stands for the folder that volumes of our own services are mounted on. */
  readonly volume: string;
  /** Keeps this test apart from others on the same Kafka. */
  readonly prefix: string;
}

async function localNetwork(): Promise<Network> {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  return {
    engines: { 'kafka:9092': kafkaBootstrap(), 'redis:6379': `127.0.0.1:${redis.port}` },
    volume: temporaryFolder(),
    prefix: `compose-${randomUUID().slice(0, 8)}.`,
  };
}

/** Runs a service's own command in its own environment until its own health check passes. */
async function up(name: string, { engines, volume, prefix }: Network): Promise<string> {
  const service = services.get(name)!;
  const [port] = await freePorts(1);
  const env: Record<string, string> = {};
  for (const [variable, value] of Object.entries(service.environment ?? {})) {
    env[variable] = Object.entries({ ...engines, '/var/lib/freshet': volume }).reduce(
      (text, [address, local]) => text.replace(address, local),
      value,
    );
  }
  Object.assign(env, { HOST: '127.0.0.1', PORT: String(port), KAFKA_PREFIX: prefix });
  if ('JOURNAL_DIR' in env) {
    // A busy broker is not away.
    Object.assign(env, { JOURNAL_DIR: temporaryFolder(), JOURNAL_AFTER_MS: '30000' });
  }
  const started = startProcess({ command: service.command ?? [], env });
  await untilReady(name, started, async () => {
    const check = startProcess({ command: healthCommand(service), env });
    const code = await check.exited;
    if (code !== 0) throw new Error(`its health check ends with ${code}: ${check.output()}`);
  });
  return `http://127.0.0.1:${port}`;
}

const linesOf = (path: string): string[] => readFileSync(path, 'utf8').trimEnd().split('\n');

interface Recommendations {
  readonly strategy: string;
  readonly items: readonly { readonly itemId: string }[];
}

describe.skipIf(!kafkaAvailable() || !redisAvailable())('docker-compose.yml', () => {
  it('has a service for every part', () => {
    expect([...services.keys()].toSorted()).toEqual([
      'api',
      'dashboard',
      'ingest',
      'sink',
      'worker',
    ]);
  });

  it('starts what recommends the next item, with two workers', async () => {
    const network = await localNetwork();
    const [ingest, api] = await Promise.all(
      ['ingest', 'api', 'worker', 'worker', 'sink'].map((name) => up(name, network)),
    );
    const visits = Array.from({ length: 5 }, (_, user) => [
      { type: 'view', userId: `user-${user}`, itemId: 'tent' },
      { type: 'view', userId: `user-${user}`, itemId: 'stove' },
    ]).flat();
    const events = [...visits, { type: 'view', userId: 'ada', itemId: 'tent' }];
    const { status, body } = await postJson(`${ingest}/v1/events`, { events });
    expect([status, body]).toMatchObject([202, { accepted: 11, durability: 'log' }]);

    await eventually(
      'ada, who saw the tent, is shown the stove',
      async () => {
        const answer = await getJson<Recommendations>(`${api}/v1/recommendations?userId=ada`);
        expect(answer).toMatchObject({ strategy: 'co-visitation', items: [{ itemId: 'stove' }] });
      },
      { timeoutMs: 60_000 },
    );
    await eventually('the sink has written every event', () =>
      expect(linesOf(join(network.volume, 'events.jsonl'))).toHaveLength(11),
    );
  });
});
