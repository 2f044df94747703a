import { type Judgement, ok, problem, warning } from '../finding.ts';

/** Differences up to here are those of the network, and of clocks that are kept, in ms. */
export const TOLERANCE_MS = 2_000;
/** Visits begin and end, and trends move, by minutes. */
const PROBLEM_MS = 60_000;

/** Another machine's clock beside this one's. */
export function judgeClock(whose: string, aheadMs: number): Judgement {
  const seconds = Math.abs(aheadMs) / 1000;
  if (Math.abs(aheadMs) <= TOLERANCE_MS) return ok(`${whose}: the clocks agree`);
  const says = `The clock of ${whose} is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} this machine's.`;
  const mend = 'Have both follow a time server: timedatectl set-ntp true (or start chronyd)';
  return Math.abs(aheadMs) > PROBLEM_MS ? problem(says, mend) : warning(says, mend);
}

/** Records that were appended later than it is now. */
export const fromFuture = (where: string): Judgement =>
  problem(
    `${where} has records from more than ${TOLERANCE_MS / 1000} s after this machine's time: what appended them was ahead, or this clock is behind.`,
    'Have all machines follow a time server: timedatectl set-ntp true (or start chronyd)',
  );
