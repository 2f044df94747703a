import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashPassword } from '@freshet/dashboard/password-hash';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freshetServices, healthCommand, interpolated } from '../support/compose.ts';
import { kafkaAvailable, kafkaBootstrap, redisAvailable } from '../support/engines.ts';
import { CookieBrowser } from '../support/cookie-browser.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/forms.ts';
import { freePorts } from '../support/free-port.ts';
import { getJson, postJson } from '../support/http.ts';
import { startProcess, untilReady } from '../support/processes.ts';
import { startRedis } from '../support/redis.ts';

const PASSWORD = 'correct horse battery';

const services = new Map(freshetServices());

/** What the names of the Compose network stand for on this machine. */
interface Network {
  /** What stands for each address and folder of docker-compose.yml. */
  readonly places: Readonly<Record<string, string>>;
  /** Ports of our own services that are known by name. */
  readonly ports: Readonly<Record<string, number>>;
  /** Stands for the folder that volumes of our own services are mounted on. */
  readonly volume: string;
  /** What whoever starts it has set. */
  readonly given: Readonly<Record<string, string>>;
  /** Keeps this test apart from others on the same Kafka. */
  readonly prefix: string;
}

async function localNetwork(): Promise<Network> {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const volume = temporaryFolder();
  const engines = { 'kafka:9092': kafkaBootstrap(), 'redis:6379': `127.0.0.1:${redis.port}` };
  const places: Record<string, string> = { ...engines, '/var/lib/freshet': volume };
  const ports: Record<string, number> = {};
  for (const [name, { ports: published = [], environment }] of services) {
    if (published.length === 0) continue;
    const [port] = await freePorts(1);
    ports[name] = port!;
    // From inside the network, and from a browser outside.
    for (const host of [name, '127.0.0.1']) {
      places[`${host}:${environment?.['PORT']}`] = `127.0.0.1:${port}`;
    }
  }
  const given = {
    DASHBOARD_PASSWORD_HASH: await hashPassword(PASSWORD),
    SESSION_SECRET: 'a secret of at least 32 characters',
  };
  return { places, ports, volume, given, prefix: `compose-${randomUUID().slice(0, 8)}.` };
}

/** Runs a service's own command in its own environment until its own health check passes. */
async function up(name: string, { places, ports, given, prefix }: Network): Promise<string> {
  const service = services.get(name)!;
  const port = ports[name] ?? (await freePorts(1))[0];
  const env: Record<string, string> = {};
  for (const [variable, value] of Object.entries(service.environment ?? {})) {
    env[variable] = Object.entries(places).reduce(
      (text, [place, local]) => text.replace(place, local),
      interpolated(value, given),
    );
  }
  Object.assign(env, { HOST: '127.0.0.1', PORT: String(port), KAFKA_PREFIX: prefix });
  const [operationsPort] = await freePorts(1);
  if ('OPERATIONS_PORT' in env) {
    Object.assign(env, { OPERATIONS_HOST: '127.0.0.1', OPERATIONS_PORT: String(operationsPort) });
  }
  if ('JOURNAL_DIR' in env) {
    // A busy broker is not away.
    Object.assign(env, { JOURNAL_DIR: temporaryFolder(), JOURNAL_AFTER_MS: '30000' });
  }
  const started = startProcess({ command: service.command ?? [], env, isFromSources: true });
  await untilReady(name, started, async () => {
    const check = startProcess({ command: healthCommand(service), env });
    const code = await check.exited;
    if (code !== 0) throw new Error(`its health check ends with ${code}: ${check.output()}`);
  });
  if ('OPERATIONS_PORT' in env) {
    const metrics = await fetch(`http://127.0.0.1:${operationsPort}/metrics`);
    expect([name, metrics.status, await metrics.text()]).toEqual([
      name,
      200,
      expect.stringContaining('freshet_'),
    ]);
  }
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
      'probe',
      'shop',
      'sink',
      'worker',
    ]);
  });

  it('starts what recommends the next item, with two workers', async () => {
    const network = await localNetwork();
    const [ingest, api, dashboard, shop] = await Promise.all(
      ['ingest', 'api', 'dashboard', 'shop', 'worker', 'worker', 'sink'].map((name) =>
        up(name, network),
      ),
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
    const operator = new CookieBrowser(dashboard!);
    expect((await operator.get('/v1/profiles?userId=ada')).status, 'to strangers').toBe(401);
    expect((await operator.logIn('Zoë', PASSWORD)).status).toBe(303);
    await eventually('the dashboard has asked the API for her profile', async () => {
      const profile = await (await operator.get('/v1/profiles?userId=ada')).json();
      expect(profile).toMatchObject({ session: [{ itemId: 'tent' }] });
    });
    await eventually('the shop is open, and sends browsers to ingest and API', async () => {
      const answer = await fetch(`${shop}/`);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain(
        `src="${ingest}/beacon.js" data-endpoint="${ingest}" data-api="${api}"`,
      );
    });
    // Last: its visitors would be among the events above.
    await up('probe', network);
  });
});
