import {
  type NamespaceTopics,
  type RankerCommand,
  rankerCommand,
  rankerWeightsCodec,
  Undecodable,
} from '@freshet/events';
import {
  GROUPS,
  packLearned,
  RANKER_IDLE_S,
  type SiteRanker,
  siteRankerCodec,
} from '@freshet/store';
import type { Processor } from '@freshet/stream';
import { newSiteRanker, obey, ofThisVersion, type Outcome, teach } from '../ranking/schooling.ts';
import { decodeLessons, type Lesson } from '../sampling/sample-message.ts';

/** New weights are to be in use within a second of the click that taught them. */
const FLUSH_INTERVAL_MS = 500;

/**
 * Group `ranker`: ranker.samples → one learner per site, and its line in ranker.weights. Samples that
 * retention removed before they were read are only not learned.
 */
export function createRankerProcessor(
  { rankerSamples, rankerWeights }: Pick<NamespaceTopics, 'rankerSamples' | 'rankerWeights'>,
  count: (outcome: Outcome) => void,
): Processor<Lesson | RankerCommand, SiteRanker, never> {
  return {
    group: GROUPS.ranker,
    input: rankerSamples,
    codec: siteRankerCodec,
    stateTtlS: RANKER_IDLE_S,
    flushIntervalMs: FLUSH_INTERVAL_MS,
    flushKeysMax: 100,
    decode({ value }) {
      if (value === null) throw new Undecodable('ranker-samples', 'an empty value');
      const command = rankerCommand(value);
      if (command !== undefined) return { inputs: [command] };
      const { sourcePartition, offsets, lessons } = decodeLessons(value);
      return { inputs: lessons, source: { partition: sourcePartition, offsets } };
    },
    key: ({ site }) => site,
    at: (input) => input.at,
    receivedAt: (input) => ('command' in input ? input.at : input.receivedAt),
    process(input, known) {
      const site = known === undefined ? newSiteRanker() : ofThisVersion(known);
      if ('command' in input) obey(site, input);
      else count(teach(site, input));
      return { state: site, outputs: [] };
    },
    snapshot: {
      topic: rankerWeights.name,
      record(site, { version, at, frozen, learned }) {
        const weights = { site, at, frozen, ...packLearned(learned, version) };
        return { key: site, value: rankerWeightsCodec.encode(weights) };
      },
    },
  };
}
