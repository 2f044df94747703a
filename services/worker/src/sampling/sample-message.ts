import { type RankerSamples, rankerSamplesCodec, Undecodable } from '@freshet/events';
import {
  CIRCUMSTANCES as circumstances,
  FEATURES,
  FEATURES_VERSION,
  type Sample,
} from '@freshet/recommend';
import { HASH_BYTES, readHash, writeHash } from '@freshet/store';

/** A sample on its way to the ranker. */
export interface Lesson {
  readonly site: string;
  /** `hash48` of the visitor's profile key. */
  readonly profile: number;
  /** Effective time of the event, epoch ms. */
  readonly at: number;
  readonly receivedAt: number;
  /** Of the feature set. */
  readonly version: number;
  readonly sample: Sample;
}

/** A lesson with the offset of its event in the source partition. */
export interface SourcedLesson {
  readonly offset: number;
  readonly lesson: Omit<Lesson, 'version'>;
}

/** Buckets of a sample. */
const CIRCUMSTANCES = circumstances.length;
const FLOAT64 = Float64Array.BYTES_PER_ELEMENT;
const UINT16 = Uint16Array.BYTES_PER_ELEMENT;

/** Lessons of one source batch, offsets rising, as one record of `ranker.samples`. */
export function encodeLessons(sourcePartition: number, all: readonly SourcedLesson[]): Buffer {
  const count = all.length;
  const at = Buffer.allocUnsafe(FLOAT64 * count);
  const receivedAt = Buffer.allocUnsafe(FLOAT64 * count);
  const profiles = Buffer.allocUnsafe(HASH_BYTES * count);
  const buckets = Buffer.allocUnsafe(CIRCUMSTANCES * count);
  const others = Buffer.allocUnsafe(FLOAT64 * count);
  const targets = Buffer.allocUnsafe(UINT16 * count);
  const sizes = Buffer.allocUnsafe(UINT16 * count);
  all.forEach(({ lesson }, i) => {
    at.writeDoubleLE(lesson.at, FLOAT64 * i);
    receivedAt.writeDoubleLE(lesson.receivedAt, FLOAT64 * i);
    writeHash(profiles, i, lesson.profile);
    buckets.set(lesson.sample.buckets, CIRCUMSTANCES * i);
    others.writeDoubleLE(lesson.sample.others, FLOAT64 * i);
    targets.writeUInt16LE(lesson.sample.target, UINT16 * i);
    sizes.writeUInt16LE(lesson.sample.size, UINT16 * i);
  });
  return rankerSamplesCodec.encode({
    sourcePartition,
    offsets: all.map(({ offset }) => offset),
    version: FEATURES_VERSION,
    sites: all.map(({ lesson }) => lesson.site).join('\n'),
    at,
    receivedAt,
    profiles,
    buckets,
    targets,
    sizes,
    others,
    features: Buffer.concat(all.map(({ lesson }) => lesson.sample.features)),
  });
}

export interface DecodedLessons {
  readonly sourcePartition: number;
  readonly offsets: readonly number[];
  readonly lessons: readonly Lesson[];
}

/** Those of another version have no features: how wide their rows are is not known here. */
export function decodeLessons(bytes: Uint8Array): DecodedLessons {
  const message = rankerSamplesCodec.decode(bytes);
  const { sourcePartition, offsets, version } = message;
  const width = version === FEATURES_VERSION ? FEATURES.length : 0;
  const sites = message.sites.split('\n');
  let next = 0;
  const lessons = offsets.map((_, i): Lesson => {
    const size = message.sizes.readUInt16LE(UINT16 * i);
    const features = message.features.subarray(next, (next += size * width));
    return {
      site: sites[i]!,
      profile: readHash(message.profiles, i),
      at: message.at.readDoubleLE(FLOAT64 * i),
      receivedAt: message.receivedAt.readDoubleLE(FLOAT64 * i),
      version,
      sample: {
        buckets: [...message.buckets.subarray(CIRCUMSTANCES * i, CIRCUMSTANCES * (i + 1))],
        others: message.others.readDoubleLE(FLOAT64 * i),
        target: message.targets.readUInt16LE(UINT16 * i),
        size,
        features,
      },
    };
  });
  checkWhole(message, width === 0 ? 0 : next, width);
  return { sourcePartition, offsets, lessons };
}

/** @throws Undecodable when there are other features than the sizes say. */
function checkWhole({ features }: RankerSamples, read: number, width: number): void {
  if (width === 0 || features.length === read) return;
  throw new Undecodable('ranker-samples', `${features.length} features where ${read} are due`);
}
