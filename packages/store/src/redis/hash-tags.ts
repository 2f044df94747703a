import slotOf from 'cluster-key-slot';

/** Slots of a Redis Cluster. */
export const SLOTS = 16_384;

/**
 * Three of these make 2^18 endings, which reach every slot whatever goes before them: CRC-16 is
 * linear, so another beginning only permutes the slots (a test counts them).
 */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';
const ENDINGS = ALPHABET.length ** 3;

const tags = new Map<number, (string | undefined)[]>();

/**
 * The hash tag of a partition: the partition count in base 36, then the first three characters that
 * put it on the slot in the middle of the partition's share, so that any number of partitions lies
 * evenly over the slots and thus over the nodes. Different for different counts: state written under
 * another partition count must never be read as this one's.
 */
export function hashTag(partition: number, partitions: number): string {
  let known = tags.get(partitions);
  if (known === undefined) {
    known = [];
    tags.set(partitions, known);
  }
  return (known[partition] ??= findTag(partition, partitions));
}

function findTag(partition: number, partitions: number): string {
  const slot = centreSlot(partition, partitions);
  const beginning = partitions.toString(36);
  for (let i = 0; i < ENDINGS; i++) {
    const tag = beginning + ending(i);
    if (slotOf(tag) === slot) return tag;
  }
  throw new Error(`no hash tag for slot ${slot}`);
}

function centreSlot(partition: number, partitions: number): number {
  if (!(Number.isInteger(partitions) && partitions >= 1 && partitions <= SLOTS)) {
    throw new RangeError(`${partitions} partitions; a Redis Cluster has room for 1 to ${SLOTS}`);
  }
  if (!(Number.isInteger(partition) && partition >= 0 && partition < partitions)) {
    throw new RangeError(`there is no partition ${partition} of ${partitions}`);
  }
  return Math.floor(((2 * partition + 1) * SLOTS) / (2 * partitions));
}

function ending(i: number): string {
  const n = ALPHABET.length;
  return ALPHABET[i % n]! + ALPHABET[Math.floor(i / n) % n]! + ALPHABET[Math.floor(i / n ** 2)]!;
}
