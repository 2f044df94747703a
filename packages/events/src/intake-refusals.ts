import { createCodec } from './codec.ts';
import { version } from './schema-version.ts';

/** What one ingest has refused since it told the last time, as it lies in `intake.refusals`. */
export interface IntakeRefusals {
  /** When it was told, epoch ms. */
  readonly at: number;
  readonly counts: readonly RefusalCount[];
  /** Some of them one by one: all while they are few. */
  readonly examples: readonly RefusedEntry[];
}

export interface RefusalCount {
  readonly site: string;
  readonly code: string;
  readonly count: number;
}

export interface RefusedEntry {
  readonly site: string;
  readonly code: string;
  /** Into the request's body; '' where it is about the whole. */
  readonly pointer: string;
  /** Epoch ms. */
  readonly at: number;
  /** The event's own id and type, where they could be one. */
  readonly id: string | null;
  readonly type: string | null;
}

export const intakeRefusalsCodec = createCodec<IntakeRefusals>('intake-refusals', [
  version(71, 'intake-refusals.1'),
]);
