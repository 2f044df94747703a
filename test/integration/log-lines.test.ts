import { behaviourEventCodec, FIRST_NAMESPACE, namespaceTopics, topics } from '@freshet/events';
import { createRedisStore } from '@freshet/store/redis';
import { expect, it, onTestFinished } from 'vitest';
import { describeDeployments, startDeployment } from '../support/deployment.ts';
import { openEmbedded } from '../support/embedded.ts';
import { redisAvailable } from '../support/engines.ts';
import { behaviourEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { openIngest } from '../support/ingest.ts';
import { recordLog } from '../support/recorded-log.ts';
import { startRedis } from '../support/redis.ts';
import { openSink, publishEvents } from '../support/sink.ts';
import { startWebhookReceiver } from '../support/webhook-receiver.ts';

/** What a visitor could be known by, each to be met nowhere else. */
const visitor = {
  id: 'evt-4b1d9c7e02aa',
  userId: 'ada.lovelace@analytical.example',
  anonymousId: 'anon-5e1b7c90d2',
  sessionId: 'sess-77f0aa3141',
  itemId: 'item-vfx-90210',
  orderId: 'order-6623-zq',
};
const secrets = {
  ip: '203.0.113.77',
  agent: 'Netscape/9.9 (Difference Engine)',
  key: 'freshet_sk_0123456789abcdef',
  email: 'byron@poets.example',
};
const marks = [...Object.values(visitor), ...Object.values(secrets)];
const { userId, anonymousId, itemId } = visitor;

function expectNobodyIn(text: string): void {
  expect(text.length).toBeGreaterThan(0);
  // As they are, as an address has them, and within a text within JSON.
  const forms = marks.flatMap((mark) => [mark, encodeURIComponent(mark), btoa(mark)]);
  expect(forms.filter((mark) => text.includes(mark))).toEqual([]);
}

const event = { type: 'view', ...visitor, properties: { email: secrets.email } };
const headers = {
  'user-agent': secrets.agent,
  'x-forwarded-for': secrets.ip,
  authorization: `Bearer ${secrets.key}`,
  'content-type': 'application/json',
};
const at = (path: string) => path.replace('WHO', encodeURIComponent(userId));
const asked = [
  '/v1/recommendations?userId=WHO',
  '/v1/profiles?userId=WHO',
  '/v1/WHO',
  '/v1/items/WHO',
];
const posted = [
  { url: '/v1/events', payload: event },
  { url: '/v1/events', payload: { events: [event, { ...event, userId: 7 }, { [userId]: 1 }] } },
  { url: '/v1/events', payload: `{"userId":"${userId}" ${anonymousId}` },
  { url: '/v1/recommendations', payload: { userId, session: [itemId], [userId]: true } },
  { url: '/v1/recommendations', payload: { userId, filter: `item.${anonymousId} ==` } },
];
type App = Awaited<ReturnType<typeof openIngest>>['app'];

async function askInEveryWay(app: App): Promise<void> {
  for (const url of asked) await app.inject({ url: at(url), headers });
  for (const { url, payload } of posted)
    await app.inject({ method: 'POST', url, payload, headers });
  await app.inject({ method: 'DELETE', url: at('/v1/profiles?userId=WHO'), headers });
}

/** The beginning of an event, as a record that was cut off has it. */
const cutOff = behaviourEventCodec.encode(behaviourEvent(visitor)).subarray(0, 90);
const junk = Buffer.concat([Buffer.from([0, 0, 0]), Buffer.from(marks.join(' '))]);
const { itemSignals } = namespaceTopics({ name: FIRST_NAMESPACE, events: null });

describeDeployments('log lines tell nothing of visitors', (open) => {
  it('when requests are strange, records cannot be read and partitions stop', async () => {
    const { logger, text, said } = recordLog();
    const engines = await open(4);
    const { app, metrics } = await startDeployment(engines, 4, { logger });
    await askInEveryWay(app);
    const { publisher } = engines.log;
    const key = `default/u/${userId}`;
    await publisher.publish(topics.behaviourEvents.name, [
      { key, value: cutOff },
      { key, value: behaviourEventCodec.encode(behaviourEvent(visitor)) },
    ]);
    await eventually('poison from outside is in dead letters', async () =>
      expect(await metrics()).toMatch(/dead_letters_total\{group="profiles".*\} 1/),
    );
    // Of our own it stops the partition, and what cannot be read is the reason.
    await publisher.publish(itemSignals.name, [{ key: `default/${itemId}`, value: junk }]);
    await said('partition stopped');
    await publisher.publish(topics.catalogueItems.name, [
      { key: `default/${itemId}`, value: junk },
    ]);
    await said('table record left out');
    expectNobodyIn(text());
  });

  it('when a destination repeats what it was sent, hangs up or does not answer', async () => {
    const { logger, text, said } = recordLog();
    const { log } = await open(4);
    const receiver = await startWebhookReceiver();
    const echo = marks.join(' ');
    const reactions = ['cut', { status: 503, body: echo }, { status: 422, body: echo }] as const;
    receiver.react = () => reactions[Math.min(receiver.received.length, reactions.length) - 1]!;
    await openSink(log, receiver, { logger });
    await publishEvents(log, [behaviourEvent(visitor)]);
    await said('events refused');
    await said('delivery failed');
    expectNobodyIn(text());
  });
});

it('log lines of ingest tell nothing of visitors, whatever they send and when its log is closed', async () => {
  const { logger, text, said } = recordLog();
  const { app, log } = await openIngest({ logger });
  await askInEveryWay(app);
  await log.close();
  await askInEveryWay(app);
  await said('request failed');
  expectNobodyIn(text());
});

it.runIf(redisAvailable())('log lines tell nothing of visitors when Redis is gone', async () => {
  const { logger, text, said } = recordLog();
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const store = await createRedisStore({ url: redis.url, logger });
  onTestFinished(() => store.close());
  const { log, close } = await openEmbedded({ partitions: 4 });
  onTestFinished(close);
  const { app } = await startDeployment({ log, store }, 4, { logger });
  await publishEvents(log, [behaviourEvent(visitor)]);
  await redis.stop();
  await publishEvents(log, [behaviourEvent({ ...visitor, id: 'second' })]);
  await askInEveryWay(app);
  await said('state cannot be read, answers are degraded');
  await said('partition paused');
  expectNobodyIn(text());
});
