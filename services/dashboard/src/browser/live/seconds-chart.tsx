import type { LiveSecond } from '../../shapes/live.ts';
import { TimeChart } from '../charts/time-chart.tsx';
import { wholeText } from '../format/numbers.ts';

const SECONDS = 300;

/** The last five minutes, second by second; those in which nothing happened are 0. */
export function SecondsChart({
  seconds,
  at,
}: {
  readonly seconds: readonly LiveSecond[];
  readonly at: number;
}) {
  // The second that has just begun is not to look like a fall.
  const last = Math.floor(at / 1000) - 1;
  const bySecond = new Map(seconds.map((second) => [Math.floor(second.at / 1000), second]));
  const times = Array.from({ length: SECONDS }, (_, i) => last - SECONDS + 1 + i);
  const events = times.map((time) => bySecond.get(time)?.events ?? 0);
  const pageViews = times.map((time) => bySecond.get(time)?.pageViews ?? 0);
  return (
    <TimeChart
      title="Events, second by second"
      summary={`${wholeText(events.reduce((sum, count) => sum + count, 0))} events in five minutes, ${wholeText(Math.max(...events))} in the busiest second.`}
      times={times}
      series={[
        { name: 'All events', values: events, figure: wholeText(events.at(-1)) },
        { name: 'Page views', values: pageViews, figure: wholeText(pageViews.at(-1)) },
      ]}
    />
  );
}
