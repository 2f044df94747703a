import { NOTHING } from '../format/numbers.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface Measured {
  readonly value: number;
  /** null: too little to say. */
  readonly interval: Interval | null;
}

/** A figure with the interval it lies in, drawn on a scale that its neighbours share. */
export function Measure({
  measured,
  max,
  text,
}: {
  readonly measured: Measured | null;
  /** End of the scale. */
  readonly max: number;
  readonly text: (value: number) => string;
}) {
  if (measured === null) return <span class="muted">{NOTHING}</span>;
  const { value, interval } = measured;
  if (interval === null) {
    return (
      <span class="measure">
        <span class="measure-value">{text(value)}</span>
        <span class="measure-words">too little to say</span>
      </span>
    );
  }
  const at = (point: number) => `${Math.min(Math.max(max > 0 ? point / max : 0, 0), 1) * 100}%`;
  return (
    <span class="measure">
      <span class="measure-value">{text(value)}</span>
      <span class="measure-scale" aria-hidden="true">
        <span
          class="measure-interval"
          style={{
            insetInlineStart: at(interval.low),
            insetInlineEnd: `calc(100% - ${at(interval.high)})`,
          }}
        />
        <span class="measure-point" style={{ insetInlineStart: at(value) }} />
      </span>
      <span class="measure-words">
        {text(Math.max(interval.low, 0))} to {text(interval.high)}
      </span>
    </span>
  );
}

/** The end of a scale on which all of them fit. */
export function scaleOf(all: readonly (Measured | null)[]): number {
  return Math.max(0, ...all.map((one) => one?.interval?.high ?? one?.value ?? 0));
}
