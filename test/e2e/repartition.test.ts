import { FIRST_NAMESPACE, namespaceTopics, topics } from '@freshet/events';
import { profileCodec, profileRef } from '@freshet/store';
import { createRedisStore } from '@freshet/store/redis';
import { mirrorBacklog, mirrorsOf, wentOver, withCutOver, withRepartition } from '@freshet/stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { kafkaBootstrap } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { distributedForm, type RunningForm, temporaryFolder } from '../support/forms.ts';
import { getJson, postJson } from '../support/http.ts';
import { openKafkaLog, uniquePrefix } from '../support/kafka-log.ts';
import { followNamespaces } from '../support/pipeline.ts';
import { type RunningService, startService } from '../support/processes.ts';
import { quietLogger } from '../support/quiet-logger.ts';
import { startRedis } from '../support/redis.ts';
import { type Accepted, itemOf, startVisitors } from '../support/steady-visitors.ts';
import { runFreshet } from '../support/freshet-command.ts';

const USERS = Array.from({ length: 12 }, (_, i) => `user-${i}`);
const patience = { timeoutMs: 120_000 };

/** A cut-over is off when a busy machine takes longer than its bounds; the same command goes on. */
function freshetDoes(...args: string[]): Promise<string> {
  return eventually(
    `freshet ${args.join(' ')}`,
    async () => {
      const { code, output } = await runFreshet(...args);
      expect(code, output).toBe(0);
      return output;
    },
    patience,
  );
}

/** Asks for recommendations on and on; answers with what was not one. */
function readOn(apiUrl: string) {
  const faults: string[] = [];
  let asked = 0;
  const end = new AbortController();
  const asking = (async () => {
    while (!end.signal.aborted) {
      const answer = await fetch(`${apiUrl}/v1/recommendations?userId=user-1&n=3`);
      const { items, degraded } = (await answer.json()) as {
        items?: unknown[];
        degraded?: boolean;
      };
      asked++;
      const isFault = !answer.ok || items?.length === 0 || degraded === true;
      if (isFault) faults.push(JSON.stringify({ items, degraded }));
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  })();
  return async () => {
    end.abort();
    await asking;
    return { asked, faults };
  };
}

const countOf = (accepted: readonly Accepted[], user: string): number =>
  accepted.filter((one) => one.user === user).length;

/** Every accepted view counted once, in its visitor's profile and in its item. */
async function expectCounted({ apiUrl }: RunningForm, accepted: readonly Accepted[]) {
  await eventually(
    'every view is counted once',
    async () => {
      for (const user of USERS) {
        const { events } = await getJson<{ events: number }>(
          `${apiUrl}/v1/profiles?userId=${user}`,
        );
        const { visits } = await getJson<{ visits: number }>(`${apiUrl}/v1/items/${itemOf(user)}`);
        const count = countOf(accepted, user);
        expect({ user, events, visits }).toEqual({ user, events: count, visits: count });
      }
    },
    patience,
  );
}

async function untilServing({ apiUrl }: RunningForm) {
  await eventually('the API recommends', async () => {
    const answer = await getJson<{ items: unknown[] }>(
      `${apiUrl}/v1/recommendations?userId=user-1&n=3`,
    );
    expect(answer.items.length).toBeGreaterThan(0);
  });
}

describe.skipIf(!distributedForm.available)('repartition (Kafka, Redis)', () => {
  it('goes from 4 to 6 partitions and back under load, from the shell, every event once', async () => {
    const running = await distributedForm.start({
      partitions: 4,
      env: { ITEM_VISITORS_MIN: '1' },
    });
    const visitors = startVisitors(running.ingestUrl, USERS);
    onTestFinished(async () => void (await visitors.stop()));
    await untilServing(running);
    const stopReading = readOn(running.apiUrl);
    const at = ['--url', running.apiUrl];
    const command = ['repartition', '--partitions', '6', '--into', 'wide', ...at];

    expect(await freshetDoes(...command)).toMatch(/wide\s+live\s+6 partitions/);
    await freshetDoes(...command);
    await freshetDoes('namespaces', 'swap', 'main', ...at);

    const accepted = await visitors.stop();
    expect(visitors.refused).toBe(0);
    await expectCounted(running, accepted);
    const { asked, faults } = await stopReading();
    expect(faults).toEqual([]);
    expect(asked).toBeGreaterThan(50);
  });

  it('loses nothing when an ingest is killed in the cut-over and comes back in it', async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const env = {
      KAFKA_BROKERS: kafkaBootstrap(),
      KAFKA_PREFIX: uniquePrefix(),
      REDIS_URL: redis.url,
      PARTITIONS: '4',
      JOURNAL_DIR: temporaryFolder(),
      // Only the cut-over sends events to the journal, not a busy broker.
      JOURNAL_AFTER_MS: '30000',
    };
    const [killed] = await Promise.all([
      startService('ingest', { env }),
      startService('worker', { env }),
    ]);
    const log = await openKafkaLog({ prefix: env.KAFKA_PREFIX });
    await log.admin.ensureTopics([topics.behaviourEvents, topics.deploymentNamespaces]);
    const namespaces = await followNamespaces(log);
    const post = async ({ url }: RunningService, sequence: number) => {
      const event = { id: `ada:${sequence}`, type: 'view', userId: 'ada', itemId: 'tent' };
      const { status, body } = await postJson(`${url}/v1/events`, event);
      expect(status).toBe(202);
      return (body as { durability: string }).durability;
    };
    const stopped = () =>
      eventually('the ingest has stopped', () => {
        expect(namespaces.plan.ingests.map((ingest) => ingest.stopped)).toEqual([true]);
      });
    for (let sequence = 0; sequence < 20; sequence++)
      expect(await post(killed, sequence)).toBe('log');

    const wide = { name: 'wide', partitions: 6, createdAt: Date.now() };
    const planned = withRepartition(namespaces.plan, wide);
    await log.admin.ensureTopics(Object.values(namespaceTopics(planned.namespaces[1]!)));
    await namespaces.change((plan) => withRepartition(plan, wide));
    const { cutOver } = await namespaces.change((plan) => withCutOver(plan, 'wide'));
    await stopped();
    for (let sequence = 20; sequence < 30; sequence++) {
      expect(await post(killed, sequence)).toBe('journal');
    }
    await killed.kill('SIGKILL');
    const ingest = await startService('ingest', { env });
    await stopped();
    for (let sequence = 30; sequence < 40; sequence++) {
      expect(await post(ingest, sequence)).toBe('journal');
    }
    const mirror = mirrorsOf(namespaces.plan).find(({ to }) => to.number === 1)!;
    await eventually('the mirror has come to its end', async () => {
      expect(await mirrorBacklog(log, mirror)).toBe(0);
    });
    await namespaces.change((plan) => wentOver(plan, cutOver!));
    await eventually('events go to the log again', async () => {
      expect(await post(ingest, 40)).toBe('log');
    });
    const store = await createRedisStore({ url: redis.url, logger: quietLogger });
    onTestFinished(() => store.close());
    for (const space of [
      { namespace: 'wide', partitions: 6 },
      { namespace: FIRST_NAMESPACE, partitions: 4 },
    ]) {
      await eventually('every view is counted once', async () => {
        const [profile] = await store.get([
          profileRef(space, { site: 'default', userId: 'ada', anonymousId: null }),
        ]);
        expect(profileCodec.decode(profile!).events).toBe(41);
      });
    }
  });
});
