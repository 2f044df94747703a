import fc from 'fast-check';
import { type Incident, incidents } from './incidents.ts';
import { type Visit, visits } from './visits.ts';

/** One case: what visitors do, how small the bounds are, what may go wrong, and every decision. */
export interface Schedule {
  readonly visits: readonly Visit[];
  readonly partitions: number;
  /** Keys of decoded state in memory for each partition: few make it be read again. */
  readonly cacheKeys: number;
  /** Changed keys at which state is written in any case; slices touch half as many. */
  readonly keysMax: number;
  readonly incidents: readonly Incident[];
  readonly choices: readonly number[];
}

export const schedules: fc.Arbitrary<Schedule> = fc.record({
  visits,
  partitions: fc.constantFrom(1, 2, 3),
  cacheKeys: fc.constantFrom(2, 4, 100),
  keysMax: fc.constantFrom(2, 6, 1000),
  incidents: fc.subarray(Object.keys(incidents) as Incident[]),
  choices: fc.noBias(fc.array(fc.nat(0xffff), { maxLength: 600, size: 'max' })),
});
