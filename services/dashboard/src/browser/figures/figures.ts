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

/**
 * By what brought most clicks, as they came; positions in their order, below what else they are told apart by.
 */
export function inReadingOrder(
  places: readonly Place[],
  by: readonly Dimension[],
): readonly Place[] {
  if (!by.includes('position')) return places;
  const others = by.filter((dimension) => dimension !== 'position');
  const groupOf = (place: Place) => others.map((one) => place[one]).join('/');
  const ranks = new Map<string, number>();
  for (const place of places) ranks.set(groupOf(place), ranks.get(groupOf(place)) ?? ranks.size);
  const rankOf = (place: Place) => ranks.get(groupOf(place))!;
  return places.toSorted((a, b) => rankOf(a) - rankOf(b) || orderOf(a) - orderOf(b));
}

/** That of a place whose position was not told comes last, behind all those beyond the 50th. */
function orderOf({ position }: Place): number {
  return position === '' ? Number.MAX_VALUE : Number.parseInt(String(position), 10);
}
