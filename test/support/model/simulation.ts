import { setImmediate as nextTurn } from 'node:timers/promises';
import { vi } from 'vitest';
import { findDifference } from './audit.ts';
import { type Incident, incidents } from './incidents.ts';
import { deployment, freshet, type Protocol } from './protocol.ts';
import type { Schedule } from './schedule.ts';
import { World } from './world.ts';

/** Steps in which a schedule must have come to its end; most need some hundred. */
const STEPS_MAX = 5_000;
/** So many last lines of a trace are shown. */
const TRACE_LINES = 400;
/** Records arrive at so many of 100 decisions. */
const ARRIVAL_WEIGHT = 8;
/** After so many quiet seconds nothing is left: every pause has ended, every fence was looked at. */
const QUIET_S = 12;
const START_MS = 1.8e12;

/** Steps of runners run on fake timers: waiting costs no time and is a decision of the schedule. */
export function useModelTime(): void {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
  });
}

/**
 * Plays one schedule: first as its choices say, then calmly until nobody has anything left to do.
 * @throws Error with the trace when a partition stops, the end is never reached, or what lies in the
 *   store is not what the plain model says.
 */
export async function simulate(schedule: Schedule, protocol: Protocol = freshet): Promise<void> {
  vi.clearAllTimers();
  vi.setSystemTime(START_MS);
  const world = new World(schedule, protocol);
  await world.settle();
  const violation =
    (await play(world, schedule.incidents)) ?? findDifference(world.log, world.store, deployment);
  if (violation === undefined) return;
  throw new Error([violation, 'Trace:', ...world.trace.slice(-TRACE_LINES)].join('\n  '));
}

async function play(world: World, possible: readonly Incident[]): Promise<string | undefined> {
  let calm = false;
  let quietS = 0;
  for (let step = 0; step < STEPS_MAX; step++) {
    await nextTurn();
    if (world.broken !== undefined) return world.broken;
    if (!world.choices.exhausted) {
      await decide(world, possible);
    } else if (!calm) {
      calm = true;
      await calmDown(world);
    } else if (!perform(world, 0)) {
      if (quietS++ === QUIET_S) return undefined;
      vi.advanceTimersByTime(1_000);
    }
  }
  return `no end after ${STEPS_MAX} steps`;
}

async function decide(world: World, possible: readonly Incident[]): Promise<void> {
  // From the top, so that a smaller number is a calmer decision.
  let above = 99 - world.choices.below(100);
  for (const name of possible) {
    above -= incidents[name].weight;
    if (above >= 0) continue;
    const what = await incidents[name].happen(world);
    if (what !== undefined) world.note(`${name}: ${what}`);
    return;
  }
  if (above < ARRIVAL_WEIGHT) world.arrive(1 + world.choices.below(4));
  else perform(world, world.choices.below(world.steps.ready.length));
}

/** Nothing goes wrong any more, and time alone has everybody look at the fences once more. */
async function calmDown(world: World): Promise<void> {
  world.note('calm from here');
  for (const worker of world.stopped) worker.stopped = false;
  await world.settle();
  world.arrive(Number.POSITIVE_INFINITY);
}

function perform(world: World, index: number): boolean {
  const step = world.steps.ready[index];
  if (step === undefined) return false;
  world.note(`${step.process.name} ${step.label}`);
  world.steps.perform(step);
  return true;
}
