import type { Batch, Position, Subscription } from '@freshet/stream';

/** What a subscription saw, as `PARTITION:OFFSET`, and the errors that ended it. */
export interface Recorder extends Subscription {
  readonly seen: string[];
  readonly asked: number[];
  readonly fatal: Error[];
}

/** A subscription that reads from `from` and notes what it is handed. */
export function recorder(
  group: string,
  topic: string,
  { from = 'earliest', ...overrides }: Partial<Subscription> & { readonly from?: Position } = {},
): Recorder {
  const seen: string[] = [];
  const asked: number[] = [];
  const fatal: Error[] = [];
  return {
    group,
    topic,
    seen,
    asked,
    fatal,
    position(partition) {
      asked.push(partition);
      return Promise.resolve(from);
    },
    handle(batch) {
      note(batch, seen);
      return Promise.resolve({ next: afterLast(batch) });
    },
    onFatal: (error) => void fatal.push(error),
    ...overrides,
  };
}

export function note({ partition, records }: Batch, seen: string[]): void {
  for (const { offset } of records) seen.push(`${partition}:${offset}`);
}

export const afterLast = ({ records }: Batch): number => records.at(-1)!.offset + 1;
