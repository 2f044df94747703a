import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { History } from '../../shapes/history.ts';
import { useCall } from '../api/use-call.ts';
import { TimeChart } from '../charts/time-chart.tsx';
import { countText, wholeText } from '../format/numbers.ts';
import { Loaded } from '../parts/loaded.tsx';
import { ofSite } from '../site/site.ts';

const AGAIN_MS = 15_000;
const MINUTE_MS = 60_000;
/** Steps of a chart, about: as fine as can be told apart. */
const stepOf: Readonly<Record<number, number>> = { 3600: 60, 86400: 900, 604800: 3600 };

export function HistoryChart({
  lengthS,
  isPaused,
}: {
  readonly lengthS: number;
  readonly isPaused: boolean;
}) {
  const to = useSignal(endOfMinute());
  useEffect(() => {
    if (isPaused) return undefined;
    to.value = endOfMinute();
    const timer = setInterval(() => {
      to.value = endOfMinute();
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }, [isPaused]);
  const path = ofSite('/v1/dashboard/history', {
    from: to.value - lengthS * 1000,
    to: to.value,
    step: stepOf[lengthS],
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  const asked = useCall<History>(path);
  return (
    <Loaded asked={asked} lines={6}>
      {({ steps, total }) => (
        <TimeChart
          title="Page views and visitors"
          summary={`${wholeText(total.pageViews)} page views of ${wholeText(total.visitors)} visitors.`}
          times={steps.map(({ from }) => from / 1000)}
          series={[
            {
              name: 'Page views',
              values: steps.map(({ pageViews }) => pageViews),
              figure: countText(total.pageViews),
            },
            {
              name: 'Visitors',
              values: steps.map(({ visitors }) => visitors),
              figure: countText(total.visitors),
            },
            {
              name: 'Orders',
              values: steps.map(({ orders }) => orders),
              figure: countText(total.orders),
            },
          ]}
        />
      )}
    </Loaded>
  );
}

/** Whole minutes, so that the address changes only when there is something new. */
function endOfMinute(): number {
  return Math.ceil(Date.now() / MINUTE_MS) * MINUTE_MS;
}
