import type { Interval, Measured } from '../parts/measure.tsx';

/** As `/v1/admin/experiments` answers. */
export interface Experiment {
  readonly id: string;
  readonly state: string;
  readonly startedAt: number | null;
  readonly stoppedAt: number | null;
  readonly scenarios: readonly string[];
  readonly holdout: number;
  readonly variants: readonly Variant[];
}

export interface Variant {
  readonly name: string;
  readonly share: number;
  readonly strategy: string;
  readonly weights?: string | { readonly version: number };
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface Comparison {
  readonly verdict: 'better' | 'worse' | 'open' | 'too-few-visitors';
  readonly lift: number | null;
  readonly liftInterval: Interval | null;
}

export interface Compared extends Measured {
  readonly against: Readonly<Record<string, Comparison>>;
}

export interface ArmResults {
  readonly arm: string;
  readonly visitors: number;
  readonly impressions: number;
  readonly clicks: number;
  readonly orders: number;
  readonly buyers: number;
  readonly clickThrough: Compared;
  readonly conversion: Compared;
  readonly revenue: Readonly<
    Record<string, { readonly total: number; readonly perVisitor: Compared }>
  >;
}

export interface Results extends Experiment {
  readonly sampleRatio: {
    readonly status: 'as-shared' | 'fault' | 'shares-changed';
    readonly pValue?: number;
    readonly message?: string;
  };
  readonly arms: readonly ArmResults[];
}
