import { element, text } from './svg.ts';

export const WIDTH = 720;
export const HEIGHT = 400;
/** The plot inside the chart. */
export const PLOT = { left: 60, right: 700, top: 90, bottom: 350 } as const;

/** One colour per model, told apart by colour-blind readers as well (Okabe, Ito 2008). */
export const COLOURS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#d55e00'] as const;

export interface Frame {
  readonly title: string;
  /** Names in the order of COLOURS. */
  readonly legend: readonly string[];
  /** The highest value to be shown. */
  readonly highest: number;
}

/** From 0 to a round share above the highest one, in at most five steps. */
export function scaleOf(highest: number): { readonly max: number; readonly step: number } {
  const step = [0.01, 0.02, 0.05, 0.1, 0.2].find((size) => highest / size <= 5) ?? 0.25;
  return { max: Math.min(1, Math.max(step, Math.ceil(highest / step) * step)), step };
}

/** The height of a share in the chart. */
export function heightOf(share: number, max: number): number {
  return PLOT.bottom - (share / max) * (PLOT.bottom - PLOT.top);
}

/** A whole chart around what is drawn in its plot; shares in percent on the left. */
export function framed({ title, legend, highest }: Frame, drawing: readonly string[]): string {
  const { max, step } = scaleOf(highest);
  const lines: string[] = [];
  for (let i = 0; i * step <= max + step / 2; i++) {
    const y = heightOf(i * step, max);
    lines.push(element('line', { x1: PLOT.left, x2: PLOT.right, y1: y, y2: y, stroke: '#ddd' }));
    const label = `${Math.round(100 * i * step)} %`;
    lines.push(text(PLOT.left - 8, y + 4, label, { 'text-anchor': 'end' }));
  }
  const names = legend.flatMap((name, i) => {
    const x = PLOT.left + i * 130;
    return [
      element('rect', { x, y: 40, width: 12, height: 12, fill: COLOURS[i]! }),
      text(x + 18, 50, name),
    ];
  });
  return `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      width: WIDTH,
      height: HEIGHT,
      'font-family': 'sans-serif',
      'font-size': 12,
    },
    element('rect', { width: WIDTH, height: HEIGHT, fill: '#fff' }),
    text(PLOT.left, 24, title, { 'font-size': 15 }),
    ...names,
    ...lines,
    ...drawing,
  )}\n`;
}
