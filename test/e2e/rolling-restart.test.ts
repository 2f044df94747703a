import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runRollingRestart } from '../rolling/rolling-restart.ts';
import { kafkaAvailable, kafkaBootstrap, redisAvailable } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { startFreshet, temporaryFolder } from '../support/forms.ts';
import { freePorts } from '../support/free-port.ts';
import { getJson } from '../support/http.ts';
import { uniquePrefix } from '../support/kafka-log.ts';
import { startRedis } from '../support/redis.ts';

/** Whoever calls it finds the other one meanwhile. */
const pair = { processes: 2, restarts: 1 };
/** Nobody calls it: what it does waits. */
const single = { processes: 1, restarts: 1 };
/** The sink's restart is in test/integration/sink.test.ts; `npm run rolling` has all of them. */
const none = { processes: 0, restarts: 0 };

describe.skipIf(!kafkaAvailable() || !redisAvailable())('a rolling restart (Kafka, Redis)', () => {
  it('fails no request, loses nothing and doubles nothing', async () => {
    const redis = await startRedis({ appendonly: true });
    onTestFinished(() => redis.stop());
    const lines: string[] = [];
    const report = await runRollingRestart({
      kafka: kafkaBootstrap(),
      kafkaPrefix: uniquePrefix(),
      redisUrl: redis.url,
      replicationFactor: 1,
      plan: {
        worker: single,
        sink: none,
        api: pair,
        dashboard: none,
        ingest: pair,
      },
      eventsPerS: 20,
      requestsPerS: 10,
      say: (text) => lines.push(text),
    });
    expect([...report.failures, ...report.differences], lines.join('\n')).toEqual([]);
    expect(report).toMatchObject({ lost: 0, doubled: 0, processed: report.acknowledged });
    expect(report.acknowledged).toBeGreaterThan(0);
    expect(report.answered.api).toBeGreaterThan(0);
  });
});

const VISITORS = 20;
/** Requests that are taken before the restart, and after it. */
const REQUESTS = 30;

describe('a restart of freshet start', () => {
  it('takes nothing twice, loses nothing, and says to whom it does not answer that they should wait', async () => {
    const dir = temporaryFolder();
    const [port] = await freePorts(1);
    const url = `http://127.0.0.1:${port}`;
    const first = await startFreshet(dir, 4, port);
    const ending = new AbortController();
    const refusals: string[] = [];
    let taken = 0;
    const posting = (async () => {
      while (!ending.signal.aborted) {
        const events = Array.from({ length: VISITORS }, (_, i) => {
          return { id: `e-${taken}-${i}`, type: 'view', userId: `user-${i}`, itemId: 'tent' };
        });
        for (let said = 'nothing'; said !== 'taken'; ) {
          said = await post(`${url}/v1/events`, { events });
          if (said !== 'taken') refusals.push(said);
        }
        taken++;
        await delay(20);
      }
    })();
    await eventually('some are taken', () => expect(taken).toBeGreaterThan(REQUESTS));
    expect(await first.stop()).toBe(0);
    const before = taken;
    await eventually('they are missed', () => expect(refusals).toContain('refused'));
    await startFreshet(dir, 4, port);
    await eventually('more are taken', () => expect(taken).toBeGreaterThan(before + REQUESTS));
    ending.abort();
    await posting;
    for (const said of new Set(refusals)) expect(['refused', 'cut off', 'put off']).toContain(said);
    await eventually('all is in the profiles', async () => {
      for (let i = 0; i < VISITORS; i++) {
        const profile = await getJson<{ events: number }>(`${url}/v1/profiles?userId=user-${i}`);
        expect(profile.events).toBe(taken);
      }
    });
  });
});

/** What a client gets; `cut off` is a connection that was kept open and is closed as it sends. */
async function post(url: string, body: object): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  try {
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    const text = await answer.text();
    if (answer.status === 202) return 'taken';
    if (answer.status === 503 && answer.headers.has('retry-after')) return 'put off';
    return `${answer.status} ${text}`;
  } catch (error) {
    const { code = String(error) } = (error as Error).cause as { code?: string };
    await delay(20);
    if (code === 'ECONNREFUSED') return 'refused';
    return ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(code) ? 'cut off' : code;
  }
}
