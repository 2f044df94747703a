import { type BehaviourEvent, FIRST_NAMESPACE, topics } from '@freshet/events';
import { figuresRef, GROUPS, type StateRef, type Store } from '@freshet/store';
import { type Log, type LogRecord, openSigningKey } from '@freshet/stream';
import { describe, expect, it } from 'vitest';
import { Random } from '../chaos/random.ts';
import { readTopic } from '../chaos/audit/evidence.ts';
import { foldAttribution } from '../support/attribution-fold.ts';
import { shoppingEvents } from '../support/attribution-log.ts';
import { kafkaAvailable, redisAvailable } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { failpoints } from '../support/failpoints.ts';
import { publishInParts } from '../support/pipeline.ts';
import { openStruckSite, STRUCK_WITHIN } from '../support/struck-site.ts';

const TEST_TIMEOUT_MS = 900_000;
const EVENTS = 12_000;
const EVENTS_PER_LOOK = 4;
/** What visitors tell each other when they sign in: who they are, then what they did. */
const MERGES_MIN = 200;
/** One, so that outcomes come in one order and figures can be compared byte for byte. */
const PARTITIONS = 1;
const space = { namespace: FIRST_NAMESPACE, partitions: PARTITIONS };
const where = { ...space, group: GROUPS.attribution, partition: 0 };

/** Nothing is left to be read, and nothing new comes of it. */
async function untilRead(log: Log, store: Store, group: string, topic: string): Promise<void> {
  await eventually(
    `${group} has read all of ${topic}`,
    async () => {
      const [{ end } = { end: 0 }] = await log.admin.offsets(topic);
      const { fence } = await store.read({ ...where, group }, []);
      expect(fence?.next).toBe(end);
    },
    STRUCK_WITHIN,
  );
}

async function eventRecords(log: Log): Promise<readonly LogRecord[]> {
  const records: LogRecord[] = [];
  await readTopic(log, topics.behaviourEvents.name, (record) => records.push(record));
  return records;
}

async function expectBytes(
  store: Store,
  expected: ReadonlyMap<string, Uint8Array>,
  refOf: (key: string) => StateRef,
): Promise<void> {
  const keys = [...expected.keys()];
  const values = await store.get(keys.map(refOf));
  const base64 = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('base64');
  const wrong = keys.filter((key, i) => base64(values[i]) !== base64(expected.get(key)));
  expect(wrong).toEqual([]);
}

describe.skipIf(!kafkaAvailable() || !redisAvailable())('attribution', () => {
  it('killed at each point of a batch, and so the figures, come to the same, byte for byte', {
    timeout: TEST_TIMEOUT_MS,
  }, async () => {
    const site = await openStruckSite({ partitions: PARTITIONS, sessionTimeoutMs: 6_000 });
    const { log, store, startWorker } = site;
    const signer = await openSigningKey(log);
    const events: readonly BehaviourEvent[] = shoppingEvents(signer, new Random(7), EVENTS);
    let published = 0;
    const publishSome = (count: number) =>
      publishInParts(log, events.slice(published, (published += count)), count);
    for (const group of [GROUPS.attribution, GROUPS.figures]) {
      for (const point of failpoints) {
        // State is read once, and then in memory; one record in one partition cannot be half published.
        if (point === 'some-published' && group === GROUPS.attribution) continue;
        const strike = `${group}/${point}@${point === 'after-read' ? 1 : 2}=SIGKILL`;
        const worker = await startWorker(strike);
        await eventually(
          `the worker is struck by ${strike}`,
          async () => {
            // Bit by bit, so that the point is reached more than once.
            if (worker.output().includes('working')) await publishSome(EVENTS_PER_LOOK);
            expect(worker.output()).toContain('struck');
          },
          STRUCK_WITHIN,
        );
        expect(await worker.exited).toBe(null);
      }
    }
    expect(published).toBeLessThan(EVENTS);
    await publishSome(EVENTS);
    await startWorker();
    await untilRead(log, store, GROUPS.attribution, topics.behaviourEvents.name);
    const { told, heard, ...expected } = foldAttribution(signer, await eventRecords(log));
    expect(told).toBeGreaterThan(MERGES_MIN);
    expect(heard).toBe(told);
    await untilRead(log, store, GROUPS.figures, topics.attributionOutcomes.name);
    await eventually('visitors and figures are those of an uninterrupted run', async () => {
      await expectBytes(store, expected.visitors, (key) => ({ partition: where, key }));
      await expectBytes(store, expected.figures, (cell) => figuresRef(space, cell));
    });
  });
});
