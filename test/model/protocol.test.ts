import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { mutants } from '../support/model/mutants.ts';
import type { Protocol } from '../support/model/protocol.ts';
import { type Schedule, schedules } from '../support/model/schedule.ts';
import { simulate, useModelTime } from '../support/model/simulation.ts';

/** A few ms each. */
const SCHEDULES = 2_500;
/** Schedules in which a missing protection must show; with 30 seeds each it did within 805. */
const SCHEDULES_OF_MUTANT = 5_000;
/** From its first failure on, a schedule is made smaller for so long. */
const SHRINK_MS = 30_000;
const TIMEOUT_MS = 600_000;

beforeAll(useModelTime);
afterAll(() => void vi.useRealTimers());

/**
 * The timer's write finds itself outrun while the next batch already waits for its turn: that batch
 * begins further on than what has to be read again, and was once taken for what comes next.
 */
const outrunByTimer: Schedule = {
  visits: [1, 2].map(() => ({
    userId: 'ada',
    itemId: 'tent',
    type: 'view',
    laterMs: 60_000,
    oddity: null,
  })),
  partitions: 1,
  cacheKeys: 2,
  keysMax: 2,
  incidents: ['request refused', 'continue', 'set back', 'time passes'],
  choices: [
    0, 0, 0, 42577, 0, 0, 0, 54485, 0, 0, 0, 0, 20085, 0, 0, 55985, 4185, 0, 0, 0, 21661, 34290,
    12385,
  ],
};

function leadsToThePlainModel(protocol?: Protocol) {
  let failedAt: number | undefined;
  return fc.asyncProperty(schedules, async (schedule) => {
    if (failedAt !== undefined && performance.now() - failedAt > SHRINK_MS) return;
    try {
      await simulate(schedule, protocol);
    } catch (error) {
      failedAt ??= performance.now();
      throw error;
    }
  });
}

describe('any schedule of batches, owners, crashes and set-backs', { timeout: TIMEOUT_MS }, () => {
  it('leaves profiles and items as the plain model has them, byte for byte', async () => {
    await fc.assert(leadsToThePlainModel(), {
      numRuns: SCHEDULES,
      examples: [[outrunByTimer]],
    });
  });

  it.for(mutants)('shows that $without is missing', async ({ protocol }) => {
    const { failed, errorInstance } = await fc.check(leadsToThePlainModel(protocol), {
      numRuns: SCHEDULES_OF_MUTANT,
      endOnFailure: true,
    });
    expect(failed).toBe(true);
    expect(String(errorInstance)).toContain('Trace:');
  });
});
