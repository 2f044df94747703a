/** What a figure has to reach: its ratio to the reference, or its value by itself. */
export interface Target {
  readonly of: 'ratio' | 'value';
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** One measured figure beside a reference that was measured in the same run on the same machine. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** In the same unit. */
  readonly reference: number;
  /** What the reference is. */
  readonly against: string;
  /** None where the figure is told for what it is. */
  readonly target?: Target;
}

export function ratioOf({ value, reference }: Figure): number {
  return value / reference;
}

/** undefined where there is nothing to meet. */
export function isMet(figure: Figure): boolean | undefined {
  if (figure.target === undefined) return undefined;
  const { of, atLeast = -Infinity, atMost = Infinity } = figure.target;
  const reached = of === 'ratio' ? ratioOf(figure) : figure.value;
  return reached >= atLeast && reached <= atMost;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The smallest value that `share` of all values do not exceed (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}
