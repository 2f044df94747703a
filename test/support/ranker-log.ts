import { rankerCommand, rankerCommandCodec, topics } from '@freshet/events';
import { FEATURES, type Sample } from '@freshet/recommend';
import { type SiteRanker, siteRankerCodec } from '@freshet/store';
import type { Log, LogRecord } from '@freshet/stream';
import { newSiteRanker, obey, teach } from '../../services/worker/src/ranking/schooling.ts';
import {
  decodeLessons,
  encodeLessons,
  type SourcedLesson,
} from '../../services/worker/src/sampling/sample-message.ts';
import { Random } from '../chaos/random.ts';

export const SITES = ['default', 'shop-2', 'shop-3'];
const SOURCE_PARTITIONS = 2;
const PROFILES = 40;
const ROWS = 6;
const START = 1.7e12;
const STEP_MS = 20_000;
const HOUR_MS = 3_600_000;

/** A sample in which the candidates of strong `feature`s are the ones chosen. */
export function sampleOf(buckets: readonly number[], feature: number, random: Random): Sample {
  const features = new Uint8Array(ROWS * FEATURES.length).map(() => random.whole(0, 40));
  features[feature] = 120;
  return { buckets, target: 0, size: ROWS, others: 1 + random.whole(0, 4), features };
}

/**
 * Records of `ranker.samples` as workers and operators would have written them: of two source
 * partitions, some of them twice, with commands in between.
 */
export function rankerRecords(seed: number, count: number): Buffer[] {
  const random = new Random(seed);
  const pick = (n: number) => random.whole(0, n);
  const next = Array.from({ length: SOURCE_PARTITIONS }, () => 0);
  const records: Buffer[] = [];
  for (let i = 0; i < count; i++) {
    const site = random.pick(SITES);
    const roll = random.share();
    if (roll < 0.04) {
      const command = random.pick(['freeze', 'thaw', 'thaw', 'reset']);
      records.push(rankerCommandCodec.encode({ site, command, at: START, weights: null }));
    } else if (roll < 0.15 && records.length > 0) {
      // A crash made somebody publish it again.
      records.push(records.at(-1 - pick(Math.min(3, records.length)))!);
    } else {
      const partition = pick(SOURCE_PARTITIONS);
      const lessons: SourcedLesson[] = Array.from({ length: 1 + pick(4) }, () => {
        const at = START + i * STEP_MS - (random.share() < 0.1 ? HOUR_MS : 0);
        const profile = pick(PROFILES);
        const buckets = [pick(4), 4 + pick(6), 10 + pick(2)];
        const sample = sampleOf(buckets, pick(FEATURES.length), random);
        const offset = (next[partition]! += 1 + pick(3));
        const lesson = { site: random.pick(SITES), profile, at, receivedAt: at, sample };
        return { offset, lesson };
      });
      records.push(encodeLessons(partition, lessons));
    }
  }
  return records;
}

/** What a ranker that is never interrupted makes of these records: each site's state, as bytes. */
export function foldRanker(records: readonly Uint8Array[]): ReadonlyMap<string, Uint8Array> {
  const rankers = new Map<string, SiteRanker>();
  const seen = new Map<number, number>();
  const rankerOf = (site: string): SiteRanker => {
    const ranker = rankers.get(site) ?? newSiteRanker();
    rankers.set(site, ranker);
    return ranker;
  };
  for (const value of records) {
    const command = rankerCommand(value);
    if (command !== undefined) {
      obey(rankerOf(command.site), command);
      continue;
    }
    const { sourcePartition, offsets, lessons } = decodeLessons(value);
    const highest = seen.get(sourcePartition) ?? -1;
    lessons.forEach((lesson, i) => {
      if (offsets[i]! > highest) teach(rankerOf(lesson.site), lesson);
    });
    seen.set(sourcePartition, Math.max(highest, ...offsets));
  }
  return new Map([...rankers].map(([site, ranker]) => [site, siteRankerCodec.encode(ranker)]));
}

/** All records of a namespace's `ranker.samples`. */
export async function readSamples(log: Log, topic: string = topics.rankerSamples.name) {
  const [{ start, end } = { start: 0, end: 0 }] = await log.admin.offsets(topic);
  const values: Uint8Array[] = [];
  if (end === start) return values;
  await log.read({
    topic,
    partition: 0,
    from: start,
    to: end,
    async handle(records: readonly LogRecord[]) {
      values.push(...records.map(({ value }) => value!));
      return 'more';
    },
  });
  return values;
}
