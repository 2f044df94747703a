import type { Axis, Options } from 'uplot';
import { countText } from '../format/numbers.ts';
import { tickText } from '../format/times.ts';

/** Numbers over time: thin grid, no box, colours by role when it is drawn. */
export function timePlotOptions(
  names: readonly string[],
  colour: (role: string) => string,
): Omit<Options, 'width' | 'height'> {
  const axis: Axis = {
    stroke: () => colour('ink-faint'),
    grid: { stroke: () => colour('line'), width: 1 },
    ticks: { show: false },
    font: '12px ui-sans-serif, system-ui, sans-serif',
  };
  return {
    cursor: { y: false, points: { size: 6 } },
    legend: { show: false },
    padding: [8, 8, 0, 0],
    scales: { y: { range: (_plot, _min, max) => [0, Math.max(4, max * 1.1)] } },
    axes: [
      {
        ...axis,
        space: 80,
        size: 28,
        values: (_plot, ticks, _axis, _space, step) => ticks.map((tick) => tickText(tick, step)),
      },
      { ...axis, size: 52, values: (_plot, ticks) => ticks.map((tick) => countText(tick)) },
    ],
    series: [
      {},
      ...names.map((label, i) => ({
        label,
        stroke: () => colour(`chart-${i + 1}`),
        width: 1.5,
        points: { show: false },
        ...(i === 0 && { fill: () => colour('accent-soft') }),
      })),
    ],
  };
}
