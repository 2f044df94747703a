import type { Figure } from '@freshet/evaluation';
import { COLOURS, framed, heightOf, PLOT, scaleOf } from './frame.ts';
import { element, text } from './svg.ts';

/** Half of a 95 % interval, in standard errors. */
const INTERVAL = 1.96;
/** The part of a group's width that its bars take. */
const FILLED = 0.8;

export interface BarChart {
  readonly title: string;
  readonly legend: readonly string[];
  /** Bars side by side, one figure per name of the legend. */
  readonly groups: readonly { readonly name: string; readonly figures: readonly Figure[] }[];
}

/** Groups of bars with their 95 % intervals. */
export function barChart({ title, legend, groups }: BarChart): string {
  const highest = Math.max(...groups.flatMap(({ figures }) => figures.map(upperEnd)));
  const { max } = scaleOf(highest);
  const groupWidth = (PLOT.right - PLOT.left) / groups.length;
  const barWidth = (FILLED * groupWidth) / legend.length;
  const drawing = groups.flatMap(({ name, figures }, g) => {
    const middle = PLOT.left + (g + 0.5) * groupWidth;
    const start = middle - (barWidth * legend.length) / 2;
    return [
      ...figures.map((figure, i) =>
        bar(figure, start + i * barWidth, { barWidth, max, colour: i }),
      ),
      text(middle, PLOT.bottom + 22, name, { 'text-anchor': 'middle' }),
    ];
  });
  return framed({ title, legend, highest }, drawing);
}

interface Look {
  readonly barWidth: number;
  readonly max: number;
  /** Of COLOURS. */
  readonly colour: number;
}

function bar(figure: Figure, x: number, { barWidth, max, colour }: Look): string {
  const top = heightOf(figure.value, max);
  const middle = x + barWidth / 2;
  const upper = heightOf(upperEnd(figure), max);
  const lower = heightOf(lowerEnd(figure), max);
  const rect = element('rect', {
    x: x + 1,
    y: top,
    width: barWidth - 2,
    height: PLOT.bottom - top,
    fill: COLOURS[colour]!,
  });
  const value = text(middle, upper - 5, (100 * figure.value).toFixed(1), {
    'text-anchor': 'middle',
    'font-size': 11,
  });
  return rect + interval(middle, lower, upper) + value;
}

function interval(x: number, lower: number, upper: number): string {
  const line = (x1: number, x2: number, y1: number, y2: number) =>
    element('line', { x1, x2, y1, y2, stroke: '#222' });
  return (
    line(x, x, lower, upper) + line(x - 4, x + 4, lower, lower) + line(x - 4, x + 4, upper, upper)
  );
}

/** Ends of the interval; an unknown error is drawn as none. */
function upperEnd({ value, error }: Figure): number {
  return Math.min(1, value + (Number.isNaN(error) ? 0 : INTERVAL * error));
}

function lowerEnd({ value, error }: Figure): number {
  return Math.max(0, value - (Number.isNaN(error) ? 0 : INTERVAL * error));
}
