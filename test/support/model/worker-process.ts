import { FIRST_NAMESPACE } from '@freshet/events';
import type { Consumer, ProcessorRuntime, RunningProcessor, Subscription } from '@freshet/stream';
import type { Choices } from './choices.ts';
import { PartitionReader } from './partition-reader.ts';
import { logOf, type PortOptions } from './process-ports.ts';
import type { Protocol } from './protocol.ts';
import type { Process } from './steps.ts';

export interface WorkerProcessOptions extends Omit<PortOptions, 'process'> {
  readonly name: string;
  readonly choices: Choices;
  readonly protocol: Protocol;
  readonly keysMax: number;
  readonly runtime: Pick<ProcessorRuntime, 'logger' | 'metrics' | 'cacheKeysMax' | 'onFatal'>;
}

/** The runners of every group in one process, which a schedule can stop, kill and confuse. */
export class WorkerProcess implements Process {
  readonly name: string;
  alive = true;
  stopped = false;
  leaving = false;
  readonly #o: WorkerProcessOptions;
  readonly #readers = new Map<string, Map<number, PartitionReader>>();
  readonly #subscriptions = new Map<string, Subscription>();
  #running: readonly RunningProcessor[] = [];

  private constructor(options: WorkerProcessOptions) {
    this.name = options.name;
    this.#o = options;
  }

  static async start(options: WorkerProcessOptions): Promise<WorkerProcess> {
    const worker = new WorkerProcess(options);
    const ports = { ...options, process: worker };
    const runtime = {
      ...options.runtime,
      namespace: { name: FIRST_NAMESPACE, from: [], to: null },
      clock: Date.now,
      store: options.protocol.storeOf(ports),
      log: logOf(ports, (subscription) => worker.#consume(subscription)),
    };
    const { protocol, keysMax } = options;
    worker.#running = await Promise.all(
      protocol.processors(keysMax).map((start) => start(runtime)),
    );
    return worker;
  }

  owns(group: string, partition: number): boolean {
    const reader = this.#readersOf(group).get(partition);
    return reader !== undefined && !reader.ended;
  }

  assign(group: string, partition: number): void {
    if (this.owns(group, partition)) return;
    const { log, steps, choices } = this.#o;
    const readers = this.#readersOf(group);
    const reader = new PartitionReader({
      process: this,
      log,
      steps,
      choices,
      partition,
      subscription: this.#subscriptions.get(group)!,
      earlier: readers.get(partition)?.done,
      failed: this.#o.runtime.onFatal,
    });
    readers.set(partition, reader);
  }

  revoke(group: string, partition: number): void {
    this.#readersOf(group).get(partition)?.end();
  }

  redeliver(group: string, partition: number, by: number): void {
    this.#readersOf(group).get(partition)?.redeliver(by);
  }

  /** Leaves every group in order, writing what is in memory. */
  async leave(): Promise<void> {
    this.leaving = true;
    // What cannot be written any more is repeated by the next owner.
    await Promise.allSettled(this.#running.map((processor) => processor.close()));
    this.alive = false;
  }

  #consume(subscription: Subscription): Consumer {
    const { group } = subscription;
    const own = this.#readersOf(group);
    this.#subscriptions.set(group, subscription);
    return {
      get assigned() {
        return [...own].filter(([, reader]) => !reader.ended).map(([partition]) => partition);
      },
      seek: (partition, offset) => own.get(partition)?.seek(offset),
      async close() {
        const readers = [...own.values()];
        for (const reader of readers) reader.end();
        await Promise.all(readers.map(({ done }) => done));
      },
    };
  }

  #readersOf(group: string): Map<number, PartitionReader> {
    let readers = this.#readers.get(group);
    if (readers === undefined) {
      readers = new Map();
      this.#readers.set(group, readers);
    }
    return readers;
  }
}
