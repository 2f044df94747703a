import { COLOURS, framed, heightOf, PLOT, scaleOf } from './frame.ts';
import { element, text } from './svg.ts';

export interface LineChart {
  readonly title: string;
  /** What each place on the axis is called, evenly apart. */
  readonly places: readonly string[];
  /** One value per place. */
  readonly lines: readonly { readonly name: string; readonly values: readonly number[] }[];
}

export function lineChart({ title, places, lines }: LineChart): string {
  const highest = Math.max(...lines.flatMap(({ values }) => values));
  const { max } = scaleOf(highest);
  const gap = (PLOT.right - PLOT.left) / places.length;
  const x = (place: number) => PLOT.left + (place + 0.5) * gap;
  const labels = places.map((name, i) =>
    text(x(i), PLOT.bottom + 22, name, { 'text-anchor': 'middle' }),
  );
  const drawing = lines.flatMap(({ values }, i) => {
    const fill = COLOURS[i]!;
    const points = values.map((value, place) => [x(place), heightOf(value, max)] as const);
    const path = points.map(([px, py]) => `${px.toFixed(2)},${py.toFixed(2)}`).join(' ');
    return [
      element('polyline', { points: path, fill: 'none', stroke: fill, 'stroke-width': 2 }),
      ...points.flatMap(([cx, cy], place) => [
        element('circle', { cx, cy, r: 4, fill }),
        text(cx + 7, cy - 7, (100 * values[place]!).toFixed(1), { 'font-size': 11 }),
      ]),
    ];
  });
  return framed({ title, legend: lines.map(({ name }) => name), highest }, [...labels, ...drawing]);
}
