import { createCodec, type LearnedWeights } from '@freshet/events';
import type { RankerState } from '@freshet/recommend';
import { packLearned, unpackLearned } from './learned-weights.ts';
import { version } from './schema-version.ts';
import type { ValueCodec } from './value-codec.ts';

/** What the ranker keeps of one site: a function of the site's samples and commands in their order. */
export interface SiteRanker {
  /** Of the feature set that the weights are about. */
  version: number;
  /** Effective time of the last event that taught, epoch ms; 0: none yet. */
  at: number;
  /** Learns nothing. */
  frozen: boolean;
  learned: RankerState;
  /** The hour, since the epoch, that `lessons` are of. */
  hour: number;
  /** How many samples have taught in it, by a hash of their visitor's profile. */
  readonly lessons: Uint8Array;
}

interface RankerValue extends LearnedWeights {
  at: number;
  frozen: boolean;
  hour: number;
  lessons: Buffer;
}

const values = createCodec<RankerValue>('ranker', [version(106, 'ranker.1')]);

export const siteRankerCodec: ValueCodec<SiteRanker> = {
  encode({ version: features, at, frozen, learned, hour, lessons }) {
    return values.encode({
      ...packLearned(learned, features),
      at,
      frozen,
      hour,
      lessons: Buffer.from(lessons.buffer, lessons.byteOffset, lessons.byteLength),
    });
  },
  decode(bytes) {
    const value = values.decode(bytes);
    const { version: features, at, frozen, hour } = value;
    const learned = unpackLearned(value);
    return {
      version: features,
      at,
      frozen,
      learned,
      hour,
      lessons: Uint8Array.from(value.lessons),
    };
  },
};
