import { readdir } from 'node:fs/promises';
import type { Logger } from '@freshet/runtime';
import { Backlog, idHash } from './backlog.ts';
import { decodeEntry, type LaneName } from './entry.ts';
import { decodeFrame } from './frame.ts';
import { positionOf } from './position.ts';
import { Segment, segmentNumber, segmentPath } from './segment.ts';

export interface Recovered {
  /** In order. */
  readonly segments: readonly Segment[];
  /** What the log may not have yet, lane by lane. */
  readonly backlogs: readonly Backlog[];
}

/**
 * Reads the segments an earlier process left. Each counts up to its last whole frame: what a power
 * cut tore was never acknowledged, since an acknowledgement waits for the flush.
 */
export async function recover(dir: string, logger: Logger): Promise<Recovered> {
  const numbers = (await readdir(dir)).flatMap((name) => segmentNumber(name) ?? []);
  const segments: Segment[] = [];
  const backlogs = new Map<string, Backlog>();
  const backlogOf = ({ topic, partition }: LaneName): Backlog => {
    const id = `${topic}/${partition}`;
    const found = backlogs.get(id) ?? new Backlog({ topic, partition });
    backlogs.set(id, found);
    return found;
  };
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const segment = await Segment.reopen(dir, number);
    segments.push(segment);
    const end = replay(await segment.readAll(), number, backlogOf);
    const tornBytes = segment.bytes - end;
    if (tornBytes === 0) continue;
    const file = segmentPath(dir, number);
    logger.warn(
      { file, keptBytes: end, tornBytes },
      'journal recovered up to its last whole record',
    );
  }
  return { segments, backlogs: [...backlogs.values()].filter(({ size }) => size > 0) };
}

/** Plays a segment's frames into the backlogs, up to the first that is not whole; where it ended. */
function replay(bytes: Buffer, number: number, backlogOf: (name: LaneName) => Backlog): number {
  let offset = 0;
  for (;;) {
    const frame = decodeFrame(bytes, offset);
    if (frame === undefined) return offset;
    const entry = decodeEntry(frame);
    if ('message' in entry) {
      const position = positionOf(number, offset);
      const { length } = frame;
      backlogOf(entry).push({ position, length, idHash: idHash(entry.message.id) });
    } else {
      backlogOf(entry).dropThrough(entry.position);
    }
    offset += frame.length;
  }
}
