import { behaviourEventCodec, FIRST_NAMESPACE, profileKey, topics } from '@freshet/events';
import { GROUPS, type Store } from '@freshet/store';
import { type Log, withNamespace } from '@freshet/stream';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { openEmbedded } from '../support/embedded.ts';
import { eventually } from '../support/eventually.ts';
import { expectForgotten, expectPeople, expectVisits, keptOf } from '../support/identity/people.ts';
import { PlainPeople } from '../support/identity/plain-people.ts';
import { stories, tell, type Told } from '../support/identity/story.ts';
import { followNamespaces, startSmallWorker } from '../support/pipeline.ts';

const STORIES = 1_000;
const PARTITIONS = 4;

it('merges and erases in any order come to what was said, each event counted once, and so they do anew', async () => {
  const { log, store, close } = await openEmbedded({ partitions: PARTITIONS });
  onTestFinished(close);
  const space = { store, partitions: PARTITIONS };
  const namespaces = await followNamespaces(log);
  const worker = await startSmallWorker(log, store, { namespaces });
  onTestFinished(() => worker.close());
  const seed = 8;
  const told = fc.sample(stories, { numRuns: STORIES, seed }).map((story, i) => ({
    name: `s${i}`,
    chapters: tell(story, `s${i}`),
    people: new PlainPeople(),
  }));
  for (let chapter = 0; chapter < told[0]!.chapters.length; chapter++) {
    await publishMixed(
      log,
      told.map(({ chapters }) => chapters[chapter]!),
      seed,
    );
    await untilAtRest(log, store, FIRST_NAMESPACE);
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
  await untilAtRest(log, store, again.name);
  for (const { name, people, chapters } of told) {
    const kept = await keptOf({ ...space, namespace: again.name }, name);
    expectForgotten(kept, people, name);
    // Of an id that is said to be a second user, or was erased, more may go the first way there.
    const [first, ...later] = chapters;
    const isPlain = [...later.flat(), ...first!.filter(({ act }) => act.kind === 'erase')];
    if (isPlain.every(({ act }) => act.kind === 'view')) expectPeople(kept, people, name);
  }
});

/** Each story in its order, among the others in any. */
async function publishMixed(log: Log, chapters: readonly (readonly Told[])[], seed: number) {
  const waiting = chapters.map((chapter) => [...chapter]).filter(({ length }) => length > 0);
  const random = fc.sample(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
    numRuns: chapters.flat().length * 2,
    seed,
  });
  while (waiting.length > 0) {
    const records = [];
    const size = 1 + Math.floor(random.pop()! * 40);
    while (records.length < size && waiting.length > 0) {
      const at = Math.floor(random.pop()! * waiting.length);
      const { event } = waiting[at]!.shift()!;
      if (waiting[at]!.length === 0) waiting.splice(at, 1);
      records.push({ key: profileKey(event), value: behaviourEventCodec.encode(event) });
    }
    await log.publisher.publish(topics.behaviourEvents.name, records);
  }
}

/** Nothing is on its way: what profiles tell each other lies in the log before their state is written. */
async function untilAtRest(log: Log, store: Store, namespace: string): Promise<void> {
  await eventually('all is at rest', async () => {
    const ends = await log.admin.offsets(topics.behaviourEvents.name);
    for (const { partition, end } of ends) {
      const where = {
        namespace,
        group: GROUPS.profiles,
        partition,
        partitions: PARTITIONS,
      };
      const { fence } = await store.read(where, []);
      expect(fence?.next ?? 0, `profiles/${partition}`).toBe(end);
    }
    expect(await log.admin.offsets(topics.behaviourEvents.name)).toEqual(ends);
  });
}
