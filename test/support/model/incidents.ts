import { vi } from 'vitest';
import type { Step } from './steps.ts';
import type { WorkerProcess } from './worker-process.ts';
import type { World } from './world.ts';

interface IncidentKind {
  /** How often among 100 decisions, where the schedule has it at all. */
  readonly weight: number;
  /** Lets it happen, and says what did; undefined: there is nothing it could happen to. */
  happen(world: World): Promise<string | undefined> | string | undefined;
}

/** What can happen beside a process going on. */
export const incidents = {
  'request refused': {
    weight: 3,
    happen: ({ steps, choices }) => meets(choices.of(steps.requests), (step) => steps.refuse(step)),
  },
  'answer lost': {
    weight: 3,
    happen: ({ steps, choices }) =>
      meets(choices.of(steps.requests), (step) => steps.loseAnswer(step)),
  },
  /** Given up by its sender, and what it changes happens later or never. */
  'request delayed': {
    weight: 3,
    happen: ({ steps, choices }) => meets(choices.of(steps.requests), (step) => steps.delay(step)),
  },
  'late arrival': {
    weight: 4,
    happen: ({ steps, choices }) => meets(choices.of(steps.adrift), (step) => steps.land(step)),
  },
  /** SIGKILL between two steps; what was sent may have arrived. */
  crash: {
    weight: 2,
    async happen(world) {
      const worker = world.choices.of(world.workers);
      if (worker === undefined) return undefined;
      world.steps.kill(worker);
      for (const step of world.steps.adrift) {
        if (step.process === worker && world.choices.below(2) === 1) world.steps.land(step);
      }
      await world.settle();
      return worker.name;
    },
  },
  /** A process leaves its groups in order. */
  leave: {
    weight: 1,
    async happen(world) {
      const worker = world.choices.of(world.workers);
      if (worker === undefined) return undefined;
      void worker.leave();
      await world.settle();
      return worker.name;
    },
  },
  /** SIGSTOP. */
  stop: {
    weight: 2,
    happen: ({ choices, workers }) =>
      to(choices.of(workers), (worker) => {
        worker.stopped = true;
      }),
  },
  /** SIGCONT. */
  continue: {
    weight: 3,
    happen: ({ choices, stopped }) =>
      to(choices.of(stopped), (worker) => {
        worker.stopped = false;
      }),
  },
  /** A partition has one owner more than it should. */
  'second owner': {
    weight: 4,
    async happen(world) {
      const { group, partition } = world.choices.of(world.places)!;
      const worker = await world.anyWorker();
      worker.assign(group, partition);
      return `${worker.name} has ${group}/${partition}`;
    },
  },
  /** One owner is told that the partition is no longer its own. */
  revoke: {
    weight: 3,
    async happen(world) {
      const place = world.choices.of(world.places)!;
      const worker = world.choices.of(world.ownersOf(place));
      worker?.revoke(place.group, place.partition);
      await world.settle();
      return worker && `${worker.name} loses ${place.group}/${place.partition}`;
    },
  },
  /** A shard of the store loses its last changes, state and fence together. */
  'set back': {
    weight: 4,
    happen({ choices, places, store }) {
      const place = choices.of(places.filter((one) => store.past(one) > 0));
      if (place === undefined) return undefined;
      store.setBack(place, 1 + choices.below(store.past(place)));
      return `${place.group}/${place.partition} to ${store.version(place).fence?.next ?? 0}`;
    },
  },
  /** The log hands over again what it has handed over. */
  redelivery: {
    weight: 3,
    happen(world) {
      const { group, partition } = world.choices.of(world.places)!;
      const by = 1 + world.choices.below(8);
      for (const worker of world.workers) worker.redeliver(group, partition, by);
      return `${group}/${partition} by ${by}`;
    },
  },
  /** A second passes, and timers fire. */
  'time passes': {
    weight: 5,
    happen() {
      vi.advanceTimersByTime(1_000);
      return '1 s';
    },
  },
} satisfies Record<string, IncidentKind>;

export type Incident = keyof typeof incidents;

function meets(step: Step | undefined, happen: (step: Step) => void): string | undefined {
  if (step === undefined) return undefined;
  happen(step);
  return `${step.process.name} ${step.label}`;
}

function to(
  worker: WorkerProcess | undefined,
  happen: (worker: WorkerProcess) => void,
): string | undefined {
  if (worker !== undefined) happen(worker);
  return worker?.name;
}
