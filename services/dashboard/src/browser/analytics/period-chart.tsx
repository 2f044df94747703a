import type { History } from '../../shapes/history.ts';
import { useCall } from '../api/use-call.ts';
import { TimeChart } from '../charts/time-chart.tsx';
import { countText, wholeText } from '../format/numbers.ts';
import { Loaded } from '../parts/loaded.tsx';
import type { Range } from './ranges.ts';
import { ofSite } from '../site/site.ts';

export function PeriodChart({
  period,
  range,
  timeZone,
}: {
  readonly period: { readonly from: number; readonly to: number };
  readonly range: Range;
  readonly timeZone: string;
}) {
  const asked = useCall<History>(
    ofSite('/v1/dashboard/history', { ...period, step: range.stepS, timeZone }),
  );
  return (
    <Loaded asked={asked} lines={6}>
      {({ steps, total }) => (
        <TimeChart
          title="Page views and visitors"
          summary={`${wholeText(total.pageViews)} page views of ${wholeText(total.visitors)} visitors in ${range.name}.`}
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
          ]}
        />
      )}
    </Loaded>
  );
}
