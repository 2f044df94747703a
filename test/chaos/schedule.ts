import { setTimeout as delay } from 'node:timers/promises';
import type { Fault, Outcome, PlannedFault } from './fault.ts';
import type { Random } from './random.ts';
import type { Stage } from './stage.ts';

export interface ScheduledFault<S extends Stage> extends PlannedFault<S> {
  /** After the start of the load. */
  readonly atMs: number;
}

export interface Pacing {
  /** Faults strike within this time from the start of the load. */
  readonly durationMs: number;
  /** Events come in for so long. */
  readonly loadMs: number;
  /** On average one so often. */
  readonly everyMs: number;
}

/** Every fault in random order, then every one again, until the time is full. */
export function drawSchedule<S extends Stage>(
  faults: readonly Fault<S>[],
  random: Random,
  { durationMs, loadMs, everyMs }: Pacing,
): ScheduledFault<S>[] {
  const schedule: ScheduledFault<S>[] = [];
  let round: Fault<S>[] = [];
  function next(underLoad: boolean): PlannedFault<S> {
    if (round.length === 0) round = random.shuffled(faults);
    const fault = round.pop()!(random);
    return fault.needsLoad && !underLoad ? next(underLoad) : fault;
  }
  for (let slot = everyMs / 2; slot < durationMs; slot += everyMs) {
    const atMs = Math.round(slot + (random.share() - 0.5) * everyMs);
    schedule.push({ atMs, ...next(atMs < loadMs) });
  }
  return schedule;
}

/** Strikes at the times planned; resolves when all faults are over, with those whose moment came. */
export async function runSchedule<S extends Stage>(
  schedule: readonly ScheduledFault<S>[],
  stage: S,
): Promise<readonly ScheduledFault<S>[]> {
  const startedAt = Date.now();
  const turns = new Map<string, Promise<Outcome>>();
  const strikes = schedule.map(async (fault) => {
    await delay(Math.max(0, startedAt + fault.atMs - Date.now()));
    const turn = inTurn(turns.get(fault.subject), fault, stage);
    turns.set(fault.subject, turn);
    return turn;
  });
  const outcomes = await Promise.all(strikes);
  return schedule.filter((_, i) => outcomes[i] === 'struck');
}

async function inTurn<S extends Stage>(
  before: Promise<Outcome> | undefined,
  fault: PlannedFault<S>,
  stage: S,
): Promise<Outcome> {
  await before;
  stage.trace.note(`begins: ${fault.what}`);
  const outcome = await fault.strike(stage);
  stage.trace.note(`is over, ${outcome}: ${fault.what}`);
  return outcome;
}

export function formatSchedule(schedule: readonly ScheduledFault<never>[]): string {
  return schedule
    .map(({ atMs, what }) => `${(atMs / 1000).toFixed(1).padStart(7)} s  ${what}`)
    .join('\n');
}
