import type { LearnedWeights, RankerCommand } from '@freshet/events';
import {
  BUCKETS,
  emptyRanker,
  FEATURES,
  FEATURES_VERSION,
  learn,
  LESSON_COUNTS,
  mayTeach,
  SAMPLE_ROWS_MAX,
  type Sample,
} from '@freshet/recommend';
import { type SiteRanker, unpackLearned } from '@freshet/store';
import type { Lesson } from '../sampling/sample-message.ts';

/** What became of a sample. */
export const OUTCOMES = ['learned', 'quota', 'frozen', 'other-version', 'refused'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export function newSiteRanker(): SiteRanker {
  return {
    version: FEATURES_VERSION,
    at: 0,
    frozen: false,
    learned: emptyRanker(),
    hour: 0,
    lessons: new Uint8Array(LESSON_COUNTS),
  };
}

/** The same, or one that begins again if its weights are about other features; frozen stays frozen. */
export function ofThisVersion(site: SiteRanker): SiteRanker {
  if (site.version === FEATURES_VERSION) return site;
  return { ...newSiteRanker(), frozen: site.frozen };
}

/** Learns from a sample, in place. */
export function teach(site: SiteRanker, lesson: Lesson): Outcome {
  if (lesson.version !== FEATURES_VERSION) return 'other-version';
  if (site.frozen) return 'frozen';
  if (!isWhole(lesson.sample)) return 'refused';
  if (!mayTeach(site, lesson)) return 'quota';
  if (!learn(site.learned, lesson.sample)) return 'refused';
  site.at = lesson.at;
  return 'learned';
}

function isWhole({ buckets, target, size, features }: Sample): boolean {
  if (buckets.some((bucket) => bucket >= BUCKETS.length)) return false;
  if (target >= size || size > SAMPLE_ROWS_MAX) return false;
  return features.length === size * FEATURES.length;
}

/** Does what an operator has commanded, in place; a command of another version changes nothing. */
export function obey(site: SiteRanker, { command, weights }: RankerCommand): void {
  if (command === 'freeze') site.frozen = true;
  if (command === 'thaw') site.frozen = false;
  if (command === 'reset') {
    site.learned = emptyRanker();
    site.at = 0;
  }
  if (command === 'import' && weights !== null && isUsable(weights)) {
    site.learned = unpackLearned(weights);
  }
}

function isUsable({ version, samples }: LearnedWeights): boolean {
  return version === FEATURES_VERSION && samples.length === BUCKETS.length;
}
