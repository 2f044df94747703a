import type { Measured } from '../parts/measure.tsx';

/** What places can be told apart by. */
export const DIMENSIONS = ['strategy', 'scenario', 'position', 'experiment', 'variant'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export interface Revenue {
  readonly currency: string | null;
  readonly amount: number;
  readonly perClick?: Measured | null;
  readonly perVisitor?: Measured | null;
}

/** What is counted of a place and of an arm alike. */
export interface Counted {
  readonly impressions: number;
  readonly clicks: number;
  readonly orders: number;
  readonly clickThrough: Measured | null;
  readonly conversion: Measured | null;
  readonly revenue: readonly Revenue[];
}

export interface Place extends Counted {
  readonly strategy?: string;
  readonly scenario?: string;
  readonly position?: string | number;
  readonly experiment?: string;
  readonly variant?: string;
}

export interface Arm extends Counted {
  readonly experiment: string;
  readonly variant: string;
  readonly visitors: number;
  readonly buyers: number;
}

/** As `/v1/admin/figures` answers. */
export interface Figures {
  readonly by: readonly Dimension[];
  readonly places: readonly Place[];
  /** Of all time; of some days there are none. */
  readonly arms?: readonly Arm[];
}

/** Positions in their order; all else as it came, by what brought most clicks. */
export function inReadingOrder(
  places: readonly Place[],
  by: readonly Dimension[],
): readonly Place[] {
  if (by.length !== 1 || by[0] !== 'position') return places;
  return places.toSorted((a, b) => Number(a.position) - Number(b.position));
}
