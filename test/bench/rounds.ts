import { median } from './figure.ts';
import type { Run } from './run.ts';

export interface Compared {
  readonly value: number;
  readonly reference: number;
}

const ROUNDS = 3;

/** Measures the two in turns and takes the median of each. */
export async function inTurns(
  run: Run,
  measureValue: () => Promise<number>,
  measureReference: () => Promise<number>,
): Promise<Compared> {
  const [value, reference] = await allInTurns(run, [measureValue, measureReference]);
  return { value: value!, reference: reference! };
}

/**
 * Measures all of them in turns and takes the median of each, so that a slow moment of the machine does
 * not fall on one of them alone. Fewer turns when the deadline is near, at least one.
 */
export async function allInTurns(
  run: Run,
  measures: readonly (() => Promise<number>)[],
): Promise<number[]> {
  const measured: number[][] = measures.map(() => []);
  const startedAt = Date.now();
  for (let round = 0; round < ROUNDS; round++) {
    const roundMs = round === 0 ? 0 : (Date.now() - startedAt) / round;
    if (Date.now() + roundMs > run.deadline && round > 0) break;
    for (const [i, measure] of measures.entries()) measured[i]!.push(await measure());
  }
  return measured.map(median);
}
