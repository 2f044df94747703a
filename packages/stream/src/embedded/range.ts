import type { Range } from '../log.ts';
import type { PartitionLog } from './partition-log.ts';
import type { Turnstile } from './turnstile.ts';

/** Hands over what is kept of a range, taking turns with the consumers. */
export async function readRange(
  log: PartitionLog,
  { from, to, handle }: Range,
  turnstile: Turnstile,
): Promise<void> {
  const end = Math.min(to, log.end);
  for (let next = from; next < end; ) {
    await turnstile.pass();
    // Retention may have gone on meanwhile.
    const batch = log.read(Math.max(next, log.start));
    next = batch.next;
    const records = batch.records.filter(({ offset }) => offset < end);
    if (records.length > 0 && (await handle(records)) === 'enough') return;
  }
}
