import { MessageChannel, Worker } from 'node:worker_threads';
import { AggregatorRegistry, FreshetError, type MetricsSource, Registry } from '@freshet/runtime';
import { GROUPS } from '@freshet/store/groups';
import type { WorkerConfig } from './config.ts';
import type { Worker as Running } from './app.ts';
import type { Group } from './processors/processors.ts';
import type {
  Answers,
  Failure,
  Question,
  Report,
  ThreadData,
} from './processor-thread/messages.ts';

export interface ProcessorThreads extends MetricsSource {
  /** Partitions that each thread got first, by consumer group; rejects with what kept one from it. */
  readonly working: Promise<Partitions>;
  close(): Promise<void>;
}

/** What has little to do rides along with items. */
const threadGroups: readonly (readonly Group[])[] = [
  [GROUPS.profiles],
  [GROUPS.items, GROUPS.ranker, GROUPS.attribution, GROUPS.figures],
];

/**
 * Runs the busy processors each in a thread of its own: they share nothing but the log and the store,
 * so a process uses as many cores, and one never holds up another's visitors.
 */
export function startProcessorThreads(
  config: WorkerConfig,
  onFatal: (error: Error) => void,
): ProcessorThreads {
  const threads = threadGroups.map((groups) => startThread({ groups, config }, onFatal));
  return {
    working: Promise.all(threads.map(({ working }) => working)).then((each) =>
      Object.assign({}, ...each),
    ),
    contentType: Registry.PROMETHEUS_CONTENT_TYPE,
    async metrics() {
      const snapshots = await Promise.all(threads.map(({ worker }) => ask(worker, 'metrics')));
      return AggregatorRegistry.aggregate(snapshots.filter((s) => s !== undefined)).metrics();
    },
    async close() {
      await Promise.all(
        threads.map(async ({ worker }) => {
          await ask(worker, 'close');
          await worker.terminate();
        }),
      );
    },
  };
}

type Partitions = Running['assigned'];

interface Thread {
  readonly worker: Worker;
  readonly working: Promise<Partitions>;
}

function startThread(workerData: ThreadData, onFatal: (error: Error) => void): Thread {
  const worker = new Worker(new URL('./processor-thread/main.ts', import.meta.url), {
    workerData,
  });
  let isWorking = false;
  const working = new Promise<Partitions>((resolve, reject) => {
    function fail(error: Error): void {
      if (isWorking) onFatal(error);
      else reject(error);
    }
    worker.on('error', fail);
    worker.on('message', (report: Report) => {
      if (report.type === 'failed') return fail(errorOf(report.failure));
      isWorking = true;
      resolve(report.assigned);
    });
  });
  return { worker, working };
}

function errorOf({ code, message, stack }: Failure): Error {
  if (code !== undefined) return new FreshetError(code, message);
  return Object.assign(new Error(message), { stack });
}

/** undefined from a thread that is gone, or goes before it answers. */
async function ask<A extends keyof Answers>(
  worker: Worker,
  what: A,
): Promise<Answers[A] | undefined> {
  if (worker.threadId < 0) return undefined;
  const { port1, port2 } = new MessageChannel();
  try {
    return await new Promise((resolve) => {
      worker.once('exit', resolve.bind(undefined, undefined));
      port1.once('message', resolve);
      worker.postMessage({ ask: what, port: port2 } satisfies Question, [port2]);
    });
  } finally {
    port1.close();
  }
}
