import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { kafkaAvailable, kafkaBootstrap } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/forms.ts';
import { getJson, postJson } from '../support/http.ts';
import { openKafkaLog, uniquePrefix } from '../support/kafka-log.ts';
import { startService } from '../support/processes.ts';
import {
  expectAllInOrder,
  lagIn,
  publishEvents,
  seriesIn,
  sinkTopics,
  someEvents,
} from '../support/sink.ts';
import { type ReceivedEvent, startWebhookReceiver } from '../support/webhook-receiver.ts';

const patience = { timeoutMs: 120_000 };

describe.skipIf(!kafkaAvailable())('a sink process (Kafka)', () => {
  it('loses nothing when it is killed in the middle of its deliveries', async () => {
    const { log, env } = await deployment();
    const receiver = await startWebhookReceiver();
    const start = () =>
      startService('sink', {
        env: {
          ...env,
          SINK_URL: receiver.url,
          SINK_SECRET: receiver.secret,
          SINK_PRIVATE_ADDRESSES: '127.0.0.1',
        },
      });
    const sent = someEvents(900);
    await publishEvents(log, sent);
    // The fourth is received and never answered.
    receiver.react = () => (receiver.taken.length < 3 ? { status: 200 } : 'hang');
    const first = await start();
    await eventually(
      'it is in the middle',
      () => expect(receiver.received.length).toBeGreaterThan(receiver.taken.length),
      patience,
    );
    await first.kill('SIGKILL');
    receiver.react = () => ({ status: 200 });
    const sink = await start();
    const arrived = () => receiver.taken.flatMap(({ events }) => events);
    await eventually('all arrive', () => expectAllInOrder(arrived(), sent), patience);
    expect(await sink.stop()).toBe(0);
  });

  it('leaves whole lines of every event in its file when it is killed, and puts full files aside', async () => {
    const { log, env } = await deployment();
    const dir = mkdtempSync(join(tmpdir(), 'freshet-sink-'));
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
    const path = join(dir, 'events.jsonl');
    const start = () =>
      startService('sink', { env: { ...env, SINK_FILE: path, SINK_FILE_BYTES: '40000' } });
    const sent = someEvents(3000);
    const sink = await start();
    const publishing = (async () => {
      for (let i = 0; i < sent.length; i += 50) await publishEvents(log, sent.slice(i, i + 50));
    })();
    await eventually(
      'it writes',
      () => expect(readdirSync(dir).length).toBeGreaterThan(2),
      patience,
    );
    await sink.kill('SIGKILL');
    await publishing;
    const again = await start();
    await eventually('all are there', () => expectAllInOrder(linesIn(dir), sent), patience);
    expect(await again.stop()).toBe(0);
    expect(readdirSync(dir).length).toBeGreaterThan(10);
  });

  it('is refused in plain words without a destination', async () => {
    const { env } = await deployment();
    await expect(startService('sink', { env })).rejects.toThrow(
      /CONFIG_INVALID: Neither SINK_URL nor SINK_FILE/,
    );
  });
});

describe('a sink in freshet start', () => {
  it('holds nobody up while its destination hangs', async () => {
    const receiver = await startWebhookReceiver();
    receiver.react = () => 'hang';
    const freshet = await startService('freshet start', {
      env: {
        DATA_DIR: temporaryFolder(),
        PARTITIONS: '4',
        SINK_URL: receiver.url,
        SINK_SECRET: receiver.secret,
        SINK_PRIVATE_ADDRESSES: '127.0.0.0/8',
        SINK_TIMEOUT_MS: '120000',
      },
    });
    const events = Array.from({ length: 400 }, (_, i) => ({
      type: 'view',
      userId: `user-${i % 40}`,
      itemId: `item-${i % 7}`,
    }));
    expect((await postJson(`${freshet.url}/v1/events`, { events })).status).toBe(202);
    await eventually('every profile is up to date', async () => {
      for (let user = 0; user < 40; user++) {
        const profile = await getJson<{ events: number }>(
          `${freshet.url}/v1/profiles?userId=user-${user}`,
        );
        expect(profile.events).toBe(10);
      }
    });
    await eventually('the sink has tried', () =>
      expect(receiver.received.length).toBeGreaterThan(0),
    );
    await eventually('the figures show who waits', async () => {
      const page = await (await fetch(`${freshet.url}/metrics`)).text();
      expect(lagIn(page, 'sink')).toBe(400);
      expect(lagIn(page, 'profiles')).toBe(0);
      expect(seriesIn(page, 'freshet_event_age_seconds_count')).toBeGreaterThan(0);
    });
    // In order, so within the time of a shutdown, which is an eighth of the sink's patience.
    expect(await freshet.stop(), freshet.output()).toBe(0);
  });
});

async function deployment() {
  const prefix = uniquePrefix();
  const log = await openKafkaLog({ prefix, partitions: 3 });
  await log.admin.ensureTopics(sinkTopics);
  const env = { KAFKA_BROKERS: kafkaBootstrap(), KAFKA_PREFIX: prefix, PARTITIONS: '3' };
  return { log, env };
}

/** The events of all files, oldest file first; fails where a line is not whole. */
function linesIn(dir: string): ReceivedEvent[] {
  const [newest, ...aside] = readdirSync(dir).toSorted(
    (a, b) => a.length - b.length || (a < b ? -1 : 1),
  );
  return [...aside, newest!]
    .flatMap((name) => readFileSync(join(dir, name), 'utf8').split('\n').slice(0, -1))
    .map((line) => JSON.parse(line) as ReceivedEvent);
}
