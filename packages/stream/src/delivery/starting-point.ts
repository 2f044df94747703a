/** Where a group goes on in a partition, and what lies behind it unread. */
export interface StartingPoint {
  readonly offset: number;
  /** Offsets that retention removed before they were read. */
  readonly missed: number;
  /** The log ends before what was committed: it was emptied or created anew. */
  readonly rewritten: boolean;
}

/** `committed`: −1 where the group has committed nothing. */
export function startingPoint(
  committed: number,
  { start, end }: { readonly start: number; readonly end: number },
  begin: 'earliest' | 'latest',
): StartingPoint {
  const rewritten = committed > end;
  if (committed < 0 || rewritten) {
    return { offset: begin === 'earliest' ? start : end, missed: 0, rewritten };
  }
  const offset = Math.max(committed, start);
  return { offset, missed: offset - committed, rewritten };
}
