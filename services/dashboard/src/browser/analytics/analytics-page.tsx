import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Analytics, Dimension } from '../../shapes/analytics.ts';
import { useCall } from '../api/use-call.ts';
import { Loaded } from '../parts/loaded.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { RangeTabs } from '../parts/range-tabs.tsx';
import { BreakdownCard } from './breakdown-card.tsx';
import { PeriodChart } from './period-chart.tsx';
import { PeriodFigures } from './period-figures.tsx';
import { periodOf, RANGES } from './ranges.ts';
import { ownTimeZone, ZoneSelect } from './zone-select.tsx';
import { ofSite } from '../site/site.ts';

const MINUTE_MS = 60_000;

const cards: readonly (readonly [string, readonly Dimension[]])[] = [
  ['Pages', ['page', 'entry', 'exit']],
  ['What they look at', ['item', 'category']],
  ['Where visitors came from', ['referrer', 'campaign']],
  ['What they use', ['browser', 'system', 'device']],
];

/** What a web analyst asks for, beside the time as long before. */
export function AnalyticsPage() {
  const range = useSignal(RANGES[0]!);
  const timeZone = useSignal(ownTimeZone);
  const now = useSignal(Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) now.value = Date.now();
    }, MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  const period = periodOf(range.value, now.value);
  const asked = useCall<Analytics>(ofSite('/v1/dashboard/analytics', period));
  return (
    <>
      <PageHead
        title="Analytics"
        intro="Pages, visits and where they come from, beside the time as long before."
      >
        <ZoneSelect
          zone={timeZone.value}
          onChange={(zone) => {
            timeZone.value = zone;
          }}
        />
      </PageHead>
      <RangeTabs
        ranges={RANGES}
        chosen={range}
        onChoose={() => {
          now.value = Date.now();
        }}
      />
      <Loaded asked={asked} lines={10}>
        {(analytics) => (
          <>
            <PeriodFigures analytics={analytics} />
            <PeriodChart period={period} range={range.value} timeZone={timeZone.value} />
            <div class="columns">
              {cards.map(([title, dimensions]) => (
                <BreakdownCard
                  key={title}
                  title={title}
                  dimensions={dimensions}
                  analytics={analytics}
                  period={period}
                />
              ))}
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}
