import type { MessagePort } from 'node:worker_threads';
import type { ErrorCode, Registry } from '@freshet/runtime';
import type { Worker } from '../app.ts';
import type { WorkerConfig } from '../config.ts';
import type { Group } from '../processors/processors.ts';

/** What a thread is started with. */
export interface ThreadData {
  readonly groups: readonly Group[];
  readonly config: WorkerConfig;
}

/** What a thread says by itself: once that it works, or that it has come to its end. */
export type Report =
  | { readonly type: 'working'; readonly assigned: Worker['assigned'] }
  | { readonly type: 'failed'; readonly failure: Failure };

/** An error as it crosses threads, which know no classes; without code it is a bug. */
export interface Failure {
  readonly code?: ErrorCode;
  readonly message: string;
  readonly stack?: string | undefined;
}

/** What a thread is asked; each question brings the port for its answer. */
export interface Question {
  readonly ask: keyof Answers;
  readonly port: MessagePort;
}

export interface Answers {
  metrics: Awaited<ReturnType<Registry['getMetricsAsJSON']>>;
  /** When everything is written and the group is left. */
  close: null;
}
