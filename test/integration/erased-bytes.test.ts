import { randomUUID } from 'node:crypto';
import { profileKey, topics } from '@freshet/events';
import { createRedisStore } from '@freshet/store/redis';
import type { FastifyInstance } from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startDashboard } from '../support/dashboard.ts';
import { list, openAdmin } from '../support/dead-letters.ts';
import { startDeployment } from '../support/deployment.ts';
import { kafkaAvailable, redisAvailable } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { startIngest } from '../support/intake.ts';
import { openKafkaLog, uniquePrefix } from '../support/kafka-log.ts';
import { guarded } from '../support/pipeline.ts';
import { agents, listAside, pageHeaders } from '../support/quarantine.ts';
import { quietLogger } from '../support/quiet-logger.ts';
import { redisCli, startRedis } from '../support/redis.ts';
import { keysWithTraces, topicsWithTraces } from '../support/server-traces.ts';
import { textsInFiles } from '../support/texts-in-files.ts';

const PARTITIONS = 3;
const RUN = randomUUID().slice(0, 8);
/** Who was known by one id only, and who by three that were tied to each other. */
const LONE = `plesiosaurus-${RUN}`;
const ANONYMOUS = `ammonites-${RUN}`;
const TIED = { userId: `ichthyosaurus-${RUN}`, previousId: `mosasaurus-${RUN}` };
const ids = [LONE, ANONYMOUS, TIED.userId, TIED.previousId];
/** In what they sent: properties, context, sessions, orders. */
const SAID = `belemnites-${RUN}`;
const ANSWERS = topics.recommendationAnswers.name;
/** Where ids and what was sent may lie on the brokers, by docs/visitors.md. */
const PERSONAL = [
  topics.behaviourEvents.name,
  topics.behaviourQuarantine.name,
  topics.deadLetters.name,
  ANSWERS,
];
/** For so long it is known of a tied id that it was erased. */
const DAYS_8_S = 8 * 86_400;
const OTHERS_SAID = 'trilobites';
const others = ['bob', 'eve', 'joe', 'kim', 'leo', 'mia', 'ned', 'pam', 'sue', 'tom'];

/** A key of Redis: the tag of its slot, the group, the profile. */
const inState = (group: string, id: string) => {
  const kind = id === ANONYMOUS ? 'a' : 'u';
  return expect.stringMatching(`^\\{.*\\}.*${group}/default/${kind}/${id}$`);
};

async function inject(
  app: FastifyInstance,
  method: 'DELETE' | 'PATCH' | 'POST',
  url: string,
  payload?: object,
  headers = {},
) {
  const answer = await app.inject({ method, url, headers, ...(payload && { payload }) });
  expect(answer.statusCode, `${url}: ${answer.body}`).toBeLessThan(300);
  return answer;
}

/** Services as they are deployed, in this process, on Kafka and Redis of their own. */
async function startSite() {
  const redis = await startRedis({ appendonly: true, extraArgs: ['--rdbcompression', 'no'] });
  onTestFinished(() => redis.stop());
  const store = await createRedisStore({ url: redis.url, logger: quietLogger });
  onTestFinished(() => store.close());
  const prefix = uniquePrefix();
  const raw = await openKafkaLog({ partitions: PARTITIONS, prefix });
  await raw.admin.ensureTopics(Object.values(topics));
  const { log } = await guarded(raw);
  const engines = { log, store };
  const { app } = await startDeployment(engines, PARTITIONS, {
    sampling: { perS: 1_000, waitMsMax: 10_000, itemsMax: 1_000, visitorsMin: 1 },
  });
  await startDashboard(engines);
  const ingest = await startIngest(engines, 'one', false, { bots: { trustedProxies: '' } });
  const admin = await openAdmin(log);
  return { redis, prefix, store, log, api: app, ingest, admin };
}
type Site = Awaited<ReturnType<typeof startSite>>;

/** Views, a page, an answer that is clicked on, an order, what a bot sent, and what cannot be read. */
async function visit(
  { ingest, api, log }: Site,
  who: { userId: string } | { anonymousId: string },
  said: string,
) {
  const common = { ...who, sessionId: said, properties: { said } };
  const context = { url: `https://shop.example/?q=${said}` };
  const query = new URLSearchParams({ ...who, n: '1' });
  const { recommId } = (await api.inject(`/v1/recommendations?${query.toString()}`)).json();
  const events = [
    { ...common, type: 'view', itemId: 'tent' },
    { ...common, type: 'page', context },
    { ...common, type: 'click', itemId: 'stove', recommId, position: 1 },
    { ...common, type: 'purchase', itemId: 'stove', value: 3, orderId: said },
  ];
  await inject(ingest, 'POST', '/v1/events', { events });
  const view = { ...common, type: 'view', itemId: 'tent' };
  await inject(ingest, 'POST', '/v1/events', { events: [view] }, pageHeaders(agents.googlebot));
  const { userId = null, anonymousId = null } = who as Partial<Record<string, string>>;
  const key = profileKey({ site: 'default', userId, anonymousId });
  await log.publisher.publish(topics.behaviourEvents.name, [{ key, value: Buffer.from(said) }]);
}

/** What an operator is shown of dead letters and of what bots sent, whoever sent it. */
async function shown({ admin }: Site): Promise<string> {
  return JSON.stringify([await list(admin), await listAside(admin)]);
}

describe.skipIf(!kafkaAvailable() || !redisAvailable())('after an erasure', () => {
  it('no file of Kafka and no key or file of Redis holds anything of them, by the times that are promised', async () => {
    const site = await startSite();
    const { redis, prefix, ingest, admin } = site;
    await visit(site, { userId: LONE }, SAID);
    await visit(site, { userId: TIED.previousId }, SAID);
    await visit(site, { anonymousId: ANONYMOUS }, SAID);
    await visit(site, { userId: TIED.userId }, SAID);
    const ties = [
      { type: 'identify', userId: TIED.userId, anonymousId: ANONYMOUS },
      { type: 'alias', ...TIED },
    ];
    await inject(ingest, 'POST', '/v1/events', { events: ties });
    for (const userId of others) await visit(site, { userId }, OTHERS_SAID);
    await eventually('they are known wherever anybody is, and who is one', async () => {
      const keys = await keysWithTraces(redis.port, ids);
      for (const group of ['main/profiles', 'main/attribution', 'dashboard']) {
        for (const id of ids) expect(keys.map(({ key }) => key)).toContainEqual(inState(group, id));
      }
      const tied = keys.filter(({ key, inValue }) => inValue && key.includes('main/profiles'));
      expect(tied).toHaveLength(3);
      const listed = await shown(site);
      for (const id of ids) expect(listed.split(id)).toHaveLength(3);
      expect(textsInFiles(redis.dir, [...ids, SAID])).toHaveLength(5);
      expect(topicsWithTraces(prefix, ids)).toEqual(PERSONAL);
      expect(topicsWithTraces(prefix, [SAID])).toEqual(PERSONAL.filter((name) => name !== ANSWERS));
    });

    await inject(ingest, 'DELETE', `/v1/users/${LONE}`);
    await inject(ingest, 'DELETE', `/v1/profiles?anonymousId=${ANONYMOUS}`);
    await eventually('nothing is known but that a tied id was erased', async () => {
      const left = await keysWithTraces(redis.port, [...ids, SAID]);
      expect(left).toHaveLength(6);
      const ttlS = expect.toSatisfy((s: number) => s > 0 && s <= DAYS_8_S);
      for (const id of ids.slice(1)) {
        for (const group of ['main/profiles', 'main/attribution']) {
          expect(left).toContainEqual({ key: inState(group, id), inValue: false, ttlS });
        }
      }
      const listed = await shown(site);
      for (const id of ids) expect(listed).not.toContain(id);
    });

    for (const command of ['bgrewriteaof', 'bgsave']) {
      // One at a time.
      await eventually(command, () => redisCli(redis.port, command));
    }
    await eventually('Redis has written its files anew', () => {
      expect(textsInFiles(redis.dir, [LONE, SAID])).toEqual([]);
    });

    for (const name of PERSONAL) {
      await inject(admin, 'PATCH', `/v1/admin/topics/${name}/retention`, { ms: 1_000 });
    }
    await eventually('Kafka has deleted what is too old, while others go on', async () => {
      for (const userId of others) await visit(site, { userId }, OTHERS_SAID);
      expect(topicsWithTraces(prefix, [...ids, SAID])).toEqual([]);
    });
    expect(topicsWithTraces(prefix, [OTHERS_SAID])).toContain(topics.behaviourEvents.name);
    expect(await keysWithTraces(redis.port, others)).not.toEqual([]);
  });
});
