import { profileKey } from '@freshet/events';
import {
  bucketsOf,
  type Deployment,
  freezeSample,
  gather,
  hash48,
  Workspace,
} from '@freshet/recommend';
import type { StateSpace, Store } from '@freshet/store';
import type { Observations, Observed, OutgoingRecord } from '@freshet/stream';
import { type ItemTables, joinReads, readLists, situationsOf } from '@freshet/tables';
import type { Occasion } from './occasion.ts';
import type { SampleBudget } from './sample-budget.ts';
import { encodeLessons, type SourcedLesson } from './sample-message.ts';

/** A message is cut once its features come to so many bytes; a sample has some 3 KB. */
const MESSAGE_BYTES_MAX = 256 * 1024;

export interface SamplerOptions {
  /** `ranker.samples` of the namespace. */
  readonly topic: string;
  /** As Observed has it. */
  readonly waitMsMax: number;
  readonly tables: Pick<ItemTables, 'site' | 'waitingFor'>;
  readonly store: Pick<Store, 'get'>;
  readonly space: StateSpace;
  readonly deployment: Deployment;
  readonly budget: SampleBudget;
}

export interface Sampler extends Observed<Occasion> {
  /** Whether an occasion would be sampled now. */
  wantsMore(): boolean;
}

interface SourcedOccasion {
  readonly offset: number;
  readonly occasion: Occasion;
}

/**
 * Makes samples of occasions: freezes the features that all candidates have before the visit counts.
 * Of more occasions than the budget has room for, those whose event id has the lowest hash.
 */
export function createSampler(options: SamplerOptions): Sampler {
  const { topic, waitMsMax, tables, space, deployment, budget } = options;
  const get = joinReads(options.store);
  // Samples are made one after another, without awaiting anything in between.
  const workspace = new Workspace();

  async function lessonsOf(
    site: string,
    chosen: readonly SourcedOccasion[],
  ): Promise<SourcedLesson[]> {
    const siteTables = tables.site(site);
    const { items, boards, neighbours } = siteTables;
    const stories = chosen.map(({ occasion: { session, history } }) => ({
      session: session.map((id) => items.slotOf(id)),
      history: history.map((id) => items.slotOf(id)),
    }));
    const situations = await situationsOf(siteTables, stories, {
      lists: (slots) => readLists(slots, { get, space, site, items, neighbours }),
      deployment,
      workspace,
    });
    const view = boards.view();
    return (situations ?? []).flatMap((situation, i) => {
      const { offset, occasion } = chosen[i]!;
      const { event, itemId } = occasion;
      gather(workspace.candidates, view, situation);
      const sample = freezeSample(workspace.candidates, view.items, {
        target: items.slotOf(itemId),
        buckets: bucketsOf(situation, view),
        seed: hash48(event.id),
      });
      if (sample === undefined) return [];
      const { at, receivedAt } = event;
      const profile = hash48(profileKey(event));
      return [{ offset, lesson: { site, profile, at, receivedAt, sample } }];
    });
  }

  return {
    topic,
    waitMsMax,
    wantsMore: () => tables.waitingFor.length === 0 && budget.hasRoom(),
    async records(sourcePartition, all) {
      const chosen = choose(all, budget.take(all.offsets.length));
      const sites = [...new Set(chosen.map(({ occasion }) => occasion.event.site))];
      const lessons = await Promise.all(
        sites.map((site) =>
          lessonsOf(
            site,
            chosen.filter(({ occasion }) => occasion.event.site === site),
          ),
        ),
      );
      const ordered = lessons.flat().toSorted((a, b) => a.offset - b.offset);
      return messages(sourcePartition, ordered);
    },
  };
}

/** `count` of the occasions, by the hash of their event's id. */
function choose(
  { offsets, observations }: Observations<Occasion>,
  count: number,
): SourcedOccasion[] {
  const all = observations.map((occasion, i) => ({ offset: offsets[i]!, occasion }));
  if (count >= all.length) return all;
  return all
    .map((one) => ({ one, hash: hash48(one.occasion.event.id) }))
    .toSorted((a, b) => a.hash - b.hash)
    .slice(0, count)
    .map(({ one }) => one);
}

function messages(sourcePartition: number, lessons: readonly SourcedLesson[]): OutgoingRecord[] {
  const records: OutgoingRecord[] = [];
  let part: SourcedLesson[] = [];
  let bytes = 0;
  for (const one of lessons) {
    part.push(one);
    bytes += one.lesson.sample.features.length;
    if (bytes < MESSAGE_BYTES_MAX) continue;
    records.push({ partition: 0, value: encodeLessons(sourcePartition, part) });
    part = [];
    bytes = 0;
  }
  if (part.length > 0) records.push({ partition: 0, value: encodeLessons(sourcePartition, part) });
  return records;
}
