import { createCodec } from './codec.ts';
import { isRemnant } from './erasures.ts';
import { version } from './schema-version.ts';

/** One answer as it was given, for whoever asks later what visitors were shown and why. */
export interface LoggedAnswer {
  readonly recommId: string;
  readonly site: string;
  readonly userId: string | null;
  readonly anonymousId: string | null;
  /** Epoch ms. */
  readonly at: number;
  readonly scenario: string;
  readonly strategy: string;
  /** The experiment it was part of, and how it was made there; both null without one. */
  readonly experiment: string | null;
  readonly variant: string | null;
  /** The item of the page that it was shown on. */
  readonly page: string | null;
  /** From the first position on. */
  readonly items: readonly LoggedItem[];
}

export interface LoggedItem {
  readonly itemId: string;
  /** null: nothing was known of it that could be scored. */
  readonly score: number | null;
  /** The chance that it had to stand there; 1, or none told: the ranking decided alone. */
  readonly propensity?: number;
}

/** A batch of answers in columns: texts joined by newlines ('' for none), which no id holds. */
interface Answers {
  recommIds: string;
  sites: string;
  userIds: string;
  anonymousIds: string;
  /** float64, little-endian, as all numbers here. */
  at: Buffer;
  scenarios: string;
  strategies: string;
  experiments: string;
  variants: string;
  pages: string;
  /** uint16: how many items each has. */
  sizes: Buffer;
  /** Of all answers, one behind the other. */
  itemIds: string;
  /** float32; NaN where there is none. */
  scores: Buffer;
  /** float32; empty where all are 1. */
  propensities: Buffer;
}

export const answersCodec = createCodec<Answers>('answers', [version(30, 'answers.1')]);

/** The answers in a record of `recommendation.answers`; none where all were taken out. @throws Undecodable, UnknownSchema. */
export function decodeAnswers(value: Uint8Array): LoggedAnswer[] {
  if (isRemnant(value)) return [];
  const columns = answersCodec.decode(value);
  const recommIds = columns.recommIds.split('\n');
  const sites = columns.sites.split('\n');
  const userIds = columns.userIds.split('\n');
  const anonymousIds = columns.anonymousIds.split('\n');
  const scenarios = columns.scenarios.split('\n');
  const strategies = columns.strategies.split('\n');
  const experiments = columns.experiments.split('\n');
  const variants = columns.variants.split('\n');
  const pages = columns.pages.split('\n');
  const items = itemsIn(columns);
  let next = 0;
  return recommIds.map((recommId, i) => ({
    recommId,
    site: sites[i]!,
    userId: userIds[i] || null,
    anonymousId: anonymousIds[i] || null,
    at: columns.at.readDoubleLE(8 * i),
    scenario: scenarios[i]!,
    strategy: strategies[i]!,
    experiment: experiments[i] || null,
    variant: variants[i] || null,
    page: pages[i] || null,
    items: items.slice(next, (next += columns.sizes.readUInt16LE(2 * i))),
  }));
}

function itemsIn({ itemIds, scores, propensities }: Answers): LoggedItem[] {
  const isCertain = propensities.length === 0;
  return itemIds.split('\n').map((itemId, i) => {
    const score = scores.length > 4 * i ? scores.readFloatLE(4 * i) : Number.NaN;
    return {
      itemId,
      score: Number.isNaN(score) ? null : score,
      propensity: isCertain ? 1 : propensities.readFloatLE(4 * i),
    };
  });
}
