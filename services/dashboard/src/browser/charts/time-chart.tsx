import { useEffect, useId, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { colourOf, onThemeChange } from './colours.ts';
import { timePlotOptions } from './plot-options.ts';

const HEIGHT = 220;

export interface Series {
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** Beside its name: what it comes to. */
  readonly figure: string;
}

/** Numbers over time as lines, with what they are in words beside them. */
export function TimeChart({
  title,
  summary,
  times,
  series,
}: {
  readonly title: string;
  /** What somebody who does not see the chart has to know of it. */
  readonly summary: string;
  /** Epoch seconds, rising. */
  readonly times: readonly number[];
  readonly series: readonly Series[];
}) {
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const data = [times, ...series.map(({ values }) => values)] as unknown as uPlot.AlignedData;
  const names = series.map(({ name }) => name).join();

  useEffect(() => {
    const element = frame.current!;
    const colour = (role: string) => colourOf(element, role);
    const options = timePlotOptions(names.split(','), colour);
    const size = () => ({ width: element.clientWidth, height: HEIGHT });
    const drawn = new uPlot({ ...options, ...size() }, data, element);
    plot.current = drawn;
    const resized = new ResizeObserver(() => drawn.setSize(size()));
    resized.observe(element);
    const forget = onThemeChange(() => drawn.redraw());
    return () => {
      forget();
      resized.disconnect();
      drawn.destroy();
    };
  }, [names]);

  useEffect(() => {
    if (!document.hidden) plot.current?.setData(data);
  }, [times, series]);

  return (
    <figure class="card chart" aria-labelledby={id}>
      <div class="card-head">
        <h2 id={id}>{title}</h2>
        <ul class="legend">
          {series.map(({ name, figure }, i) => (
            <li>
              <span class={`swatch series-${i + 1}`} aria-hidden="true" />
              {name} <span class="number">{figure}</span>
            </li>
          ))}
        </ul>
      </div>
      <div ref={frame} class="chart-frame" role="img" aria-label={`${title}. ${summary}`} />
      <figcaption class="muted small">{summary}</figcaption>
    </figure>
  );
}
