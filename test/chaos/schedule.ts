import { setTimeout as delay } from 'node:timers/promises';
import type { Fault, PlannedFault, Stage } from './fault.ts';
import type { Random } from './random.ts';

export interface ScheduledFault<S extends Stage> extends PlannedFault<S> {
  /** After the start of the load. */
  readonly atMs: number;
}

export interface Pacing {
  /** Faults strike within this time from the start of the load. */
  readonly durationMs: number;
  /** On average one so often. */
  readonly everyMs: number;
}

/** Every fault in random order, then every one again, until the time is full. */
export function drawSchedule<S extends Stage>(
  faults: readonly Fault<S>[],
  random: Random,
  { durationMs, everyMs }: Pacing,
): ScheduledFault<S>[] {
  const schedule: ScheduledFault<S>[] = [];
  let round: Fault<S>[] = [];
  for (let slot = everyMs / 2; slot < durationMs; slot += everyMs) {
    if (round.length === 0) round = random.shuffled(faults);
    const atMs = Math.round(slot + (random.share() - 0.5) * everyMs);
    schedule.push({ atMs, ...round.pop()!(random) });
  }
  return schedule;
}

/** Strikes at the times planned; resolves when all faults are over. */
export async function runSchedule<S extends Stage>(
  schedule: readonly ScheduledFault<S>[],
  stage: S,
): Promise<void> {
  const startedAt = Date.now();
  const turns = new Map<string, Promise<void>>();
  const strikes = schedule.map(async (fault) => {
    await delay(Math.max(0, startedAt + fault.atMs - Date.now()));
    const turn = inTurn(turns.get(fault.subject), fault, stage);
    turns.set(fault.subject, turn);
    await turn;
  });
  await Promise.all(strikes);
}

async function inTurn<S extends Stage>(
  before: Promise<void> | undefined,
  fault: PlannedFault<S>,
  stage: S,
): Promise<void> {
  await before;
  stage.trace.note(`begins: ${fault.what}`);
  await fault.strike(stage);
  stage.trace.note(`is over: ${fault.what}`);
}

export function formatSchedule(schedule: readonly ScheduledFault<never>[]): string {
  return schedule
    .map(({ atMs, what }) => `${(atMs / 1000).toFixed(1).padStart(7)} s  ${what}`)
    .join('\n');
}
