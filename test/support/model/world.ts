import { partitionCounts, partitionOf, topics } from '@freshet/events';
import { type Logger, Registry } from '@freshet/runtime';
import type { StatePartition } from '@freshet/store';
import { createProcessorMetrics } from '@freshet/stream';
import { statePartition } from './audit.ts';
import { eventGroups } from '../failpoints.ts';
import { Choices } from './choices.ts';
import { MemoryLog } from './memory-log.ts';
import type { MemoryStore } from './memory-store.ts';
import type { Protocol } from './protocol.ts';
import type { Schedule } from './schedule.ts';
import { Steps } from './steps.ts';
import { type IntakeRecord, toRecords } from './visits.ts';
import { WorkerProcess } from './worker-process.ts';

/** Processes alive at a time, at most. */
const ALIVE_MAX = 3;
/** Shared by all schedules: making its registry anew costs more than a schedule does. */
const metrics = createProcessorMetrics(new Registry());

/** Everything a schedule acts on: the engines, the processes, and what has not been sent in yet. */
export class World {
  readonly choices: Choices;
  readonly steps = new Steps();
  readonly log: MemoryLog;
  readonly store: MemoryStore;
  /** One of each group and partition. */
  readonly places: readonly StatePartition[];
  readonly trace: string[] = [];
  /** What must never happen, once it has. */
  broken: string | undefined;
  readonly #schedule: Schedule;
  readonly #protocol: Protocol;
  readonly #workers: WorkerProcess[] = [];
  readonly #arriving: IntakeRecord[];

  constructor(schedule: Schedule, protocol: Protocol) {
    const { partitions, choices, visits } = schedule;
    this.#schedule = schedule;
    this.#protocol = protocol;
    this.choices = new Choices(choices);
    this.log = new MemoryLog(partitionCounts(partitions));
    this.store = protocol.createStore();
    this.places = eventGroups.flatMap((group) =>
      Array.from({ length: partitions }, (_, i) => statePartition(group, i, partitions)),
    );
    this.#arriving = toRecords(visits);
  }

  /** Processes that can be given partitions. */
  get workers(): readonly WorkerProcess[] {
    return this.#workers.filter(({ alive, leaving }) => alive && !leaving);
  }

  get stopped(): readonly WorkerProcess[] {
    return this.#workers.filter(({ alive, stopped }) => alive && stopped);
  }

  ownersOf({ group, partition }: StatePartition): readonly WorkerProcess[] {
    return this.workers.filter((worker) => worker.owns(group, partition));
  }

  note(line: string): void {
    this.trace.push(line);
  }

  /** Up to `count` records reach `behaviour.events`; false: there are no more. */
  arrive(count: number): boolean {
    const { name } = topics.behaviourEvents;
    const records = this.#arriving.splice(0, count);
    for (const { key, value, gap } of records) {
      const partition = partitionOf(key, this.log.partitions(name));
      const { offset } = this.log.append(name, partition, { key: Buffer.from(key), value }, gap);
      this.note(`${key} arrives at ${name}/${partition}@${offset}`);
    }
    return records.length > 0;
  }

  async startWorker(): Promise<WorkerProcess> {
    const { keysMax, cacheKeys, partitions } = this.#schedule;
    const worker = await WorkerProcess.start({
      name: `worker ${this.#workers.length + 1}`,
      steps: this.steps,
      choices: this.choices,
      log: this.log,
      store: this.store,
      protocol: this.#protocol,
      keysMax,
      runtime: {
        metrics,
        logger: this.#logger(),
        cacheKeysMax: cacheKeys * partitions,
        onFatal: (error) => this.#break(`a consumer died: ${error.stack}`),
      },
    });
    this.#workers.push(worker);
    return worker;
  }

  /** Any of those that run, or a further one while there is room. */
  async anyWorker(): Promise<WorkerProcess> {
    const { workers } = this;
    const chosen = this.choices.below(
      workers.length < ALIVE_MAX ? workers.length + 1 : workers.length,
    );
    return workers[chosen] ?? (await this.startWorker());
  }

  /** Each partition that nobody owns any more is given to somebody. */
  async settle(): Promise<void> {
    for (const place of this.places) {
      if (this.ownersOf(place).length > 0) continue;
      (await this.anyWorker()).assign(place.group, place.partition);
    }
  }

  #logger(): Logger {
    return {
      debug() {},
      info() {},
      warn: () => undefined,
      error: (fields: object, message?: string) => {
        const reason = 'err' in fields ? String(fields.err) : JSON.stringify(fields);
        this.#break(`${message}: ${reason}`);
      },
    };
  }

  #break(reason: string): void {
    this.broken ??= reason;
  }
}
