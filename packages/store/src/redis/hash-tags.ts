import slotOf from 'cluster-key-slot';

/** Slots of a Redis Cluster. */
export const SLOTS = 16_384;

/**
 * Three of these make 2^18 endings, which reach every slot whatever goes before them: CRC-16 is
 * linear, so another beginning only permutes the slots (a test counts them).
 */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';
const ENDINGS = ALPHABET.length ** 3;

const tags = new Map<number, readonly string[]>();

/**
 * The hash tag of a partition: the partition count in base 36, then the first three characters that
 * put it on the slot in the middle of the partition's share, so that any number of partitions lies
 * evenly over the slots and thus over the nodes. Different for different counts: state written under
 * another partition count must never be read as this one's.
 */
export function hashTag(partition: number, partitions: number): string {
  let known = tags.get(partitions);
  if (known === undefined) {
    known = findTags(partitions);
    tags.set(partitions, known);
  }
  const tag = known[partition];
  if (tag === undefined) throw new RangeError(`no partition ${partition} of ${partitions}`);
  return tag;
}

function findTags(partitions: number): readonly string[] {
  if (!(Number.isInteger(partitions) && partitions >= 1 && partitions <= SLOTS)) {
    throw new RangeError(`${partitions} partitions; a Redis Cluster has room for 1 to ${SLOTS}`);
  }
  const wanted = new Map<number, number>();
  for (let p = 0; p < partitions; p++) wanted.set(centreSlot(p, partitions), p);
  const found: string[] = [];
  for (let i = 0; wanted.size > 0 && i < ENDINGS; i++) {
    const tag = partitions.toString(36) + ending(i);
    const slot = slotOf(tag);
    const partition = wanted.get(slot);
    if (partition === undefined) continue;
    found[partition] = tag;
    wanted.delete(slot);
  }
  return found;
}

function centreSlot(partition: number, partitions: number): number {
  return Math.floor(((2 * partition + 1) * SLOTS) / (2 * partitions));
}

function ending(i: number): string {
  const n = ALPHABET.length;
  return ALPHABET[i % n]! + ALPHABET[Math.floor(i / n) % n]! + ALPHABET[Math.floor(i / n ** 2)]!;
}
