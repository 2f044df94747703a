import { withNamespace } from '@freshet/stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openEmbedded } from '../support/embedded.ts';
import { kafkaAvailable, redisAvailable } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { failpoints } from '../support/failpoints.ts';
import { expectForgotten, expectPeople, expectVisits, keptOf } from '../support/identity/people.ts';
import { publishMixed, toldStories, untilAtRest } from '../support/identity/telling.ts';
import { followNamespaces, startSmallWorker } from '../support/pipeline.ts';
import { openStruckSite, STRUCK_WITHIN } from '../support/struck-site.ts';

const STORIES = 1_000;
const SEED = 8;
const PARTITIONS = 4;

it('merges and erases in any order come to what was said, each event counted once, and so they do anew', async () => {
  const { log, store, close } = await openEmbedded({ partitions: PARTITIONS });
  onTestFinished(close);
  const space = { store, partitions: PARTITIONS };
  const namespaces = await followNamespaces(log);
  const worker = await startSmallWorker(log, store, { namespaces });
  onTestFinished(() => worker.close());
  const told = toldStories(STORIES, SEED);
  for (let chapter = 0; chapter < told[0]!.chapters.length; chapter++) {
    await publishMixed(
      log,
      told.map(({ chapters }) => chapters[chapter]!),
      SEED,
    );
    await untilAtRest({ log, ...space });
    for (const { name, chapters, people } of told) {
      people.take(chapters[chapter]!);
      expectPeople(await keptOf(space, name), people, name);
    }
  }
  const unerased = told.filter(({ people }) => people.erased.size === 0);
  await eventually('items have heard of it', async () => {
    for (const { chapters } of unerased) await expectVisits(space, chapters);
  });
  expect(unerased.length).toBeGreaterThan(STORIES / 4);

  const again = { name: 'again', from: [], to: null, createdAt: Date.now(), events: null };
  await namespaces.change((plan) => withNamespace(plan, again));
  await untilAtRest({ log, ...space }, again.name);
  for (const { name, people, chapters } of told) {
    const kept = await keptOf({ ...space, namespace: again.name }, name);
    expectForgotten(kept, people, name);
    // Of an id that is said to be a second user, or was erased, more may go the first way there.
    const [first, ...later] = chapters;
    const isPlain = [...later.flat(), ...first!.filter(({ act }) => act.kind === 'erase')];
    if (isPlain.every(({ act }) => act.kind === 'view')) expectPeople(kept, people, name);
  }
});

/** Each has stories of its own, and a worker that is killed in the midst of them. */
const SEEDS = 20;
const STORIES_EACH = 10;

describe.skipIf(!kafkaAvailable() || !redisAvailable())('on Kafka and Redis', () => {
  it('merges and erases are done once, wherever workers are killed', {
    timeout: 600_000,
  }, async () => {
    const { log, store, startWorker } = await openStruckSite({
      partitions: PARTITIONS,
      sessionTimeoutMs: 3_000,
    });
    const space = { store, partitions: PARTITIONS };
    const told = Array.from({ length: SEEDS }, (_, seed) => toldStories(STORIES_EACH, seed));
    for (const [seed, ofSeed] of told.entries()) {
      const strike = `profiles/${failpoints[seed % failpoints.length]}@${3 + (seed % 4)}=SIGKILL`;
      const worker = await startWorker(strike);
      await publishMixed(
        log,
        ofSeed.map(({ chapters }) => chapters[0]!),
        seed,
      );
      await eventually(
        `the worker is struck by ${strike}`,
        () => expect(worker.output()).toContain('struck'),
        STRUCK_WITHIN,
      );
      expect(await worker.exited).toBe(null);
    }
    await startWorker();
    await untilAtRest({ log, ...space }, undefined, STRUCK_WITHIN);
    for (const { name, chapters, people } of told.flat()) {
      people.take(chapters[0]!);
      expectPeople(await keptOf(space, name), people, name);
    }
  });
});
