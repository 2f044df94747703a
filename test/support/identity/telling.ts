import { behaviourEventCodec, FIRST_NAMESPACE, profileKey, topics } from '@freshet/events';
import { GROUPS, type Store } from '@freshet/store';
import type { Log } from '@freshet/stream';
import fc from 'fast-check';
import { expect } from 'vitest';
import { eventually } from '../eventually.ts';
import { PlainPeople } from './plain-people.ts';
import { stories, tell, type Told } from './story.ts';

/** Stories of a seed as events, with the people of each. */
export function toldStories(count: number, seed: number) {
  return fc.sample(stories, { numRuns: count, seed }).map((story, i) => {
    const name = `s${seed}-${i}`;
    return { name, chapters: tell(story, name), people: new PlainPeople() };
  });
}

/** Each story in its order, among the others in any. */
export async function publishMixed(log: Log, chapters: readonly (readonly Told[])[], seed: number) {
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
export async function untilAtRest(
  { log, store, partitions }: { log: Log; store: Store; partitions: number },
  namespace: string = FIRST_NAMESPACE,
  bound?: { timeoutMs: number },
): Promise<void> {
  await eventually(
    'all is at rest',
    async () => {
      const ends = await log.admin.offsets(topics.behaviourEvents.name);
      for (const { partition, end } of ends) {
        const where = {
          namespace,
          group: GROUPS.profiles,
          partition,
          partitions,
        };
        const { fence } = await store.read(where, []);
        expect(fence?.next ?? 0, `profiles/${partition}`).toBe(end);
      }
      expect(await log.admin.offsets(topics.behaviourEvents.name)).toEqual(ends);
    },
    bound,
  );
}
