import type { LogAdmin, Position } from '../../log.ts';

/** The offset that a position means for one partition now. */
export async function offsetOf(
  position: Position,
  { topic, group, partition }: { topic: string; group: string; partition: number },
  admin: LogAdmin,
): Promise<number> {
  if (typeof position === 'object') {
    if ('offset' in position) return position.offset;
    return offsetIn(await admin.offsetsAt(topic, position.timestamp), partition);
  }
  if (position === 'committed') {
    const committed = offsetIn(await admin.committed(group, topic), partition);
    if (committed >= 0) return committed;
  }
  const { start, end } = entryOf(await admin.offsets(topic), partition);
  return position === 'latest' ? end : start;
}

const offsetIn = (places: readonly { partition: number; offset: number }[], partition: number) =>
  entryOf(places, partition).offset;

function entryOf<T extends { partition: number }>(entries: readonly T[], partition: number): T {
  const entry = entries.find((candidate) => candidate.partition === partition);
  if (entry === undefined) throw new Error(`the brokers know no partition ${partition}`);
  return entry;
}
