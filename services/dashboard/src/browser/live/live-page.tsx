import { useSignal } from '@preact/signals';
import { PageHead } from '../parts/page-head.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { RangeTabs } from '../parts/range-tabs.tsx';
import { FunnelCard } from './funnel-card.tsx';
import { HistoryChart } from './history-chart.tsx';
import type { LiveState } from './live-state.ts';
import { NewestEvents } from './newest-events.tsx';
import { SecondsChart } from './seconds-chart.tsx';
import { StreamStanding } from './stream-standing.tsx';
import { TopCard } from './top-card.tsx';
import { useLiveStream } from './use-live-stream.ts';
import { WindowFigures } from './window-figures.tsx';

const RANGES = [
  { name: '5 minutes', lengthS: 300 },
  { name: '1 hour', lengthS: 3600 },
  { name: '24 hours', lengthS: 86_400 },
  { name: '7 days', lengthS: 604_800 },
] as const;

/** What happens on the site now. */
export function LivePage() {
  const stream = useLiveStream();
  const range = useSignal<(typeof RANGES)[number]>(RANGES[0]);
  const state = stream.state.value;
  return (
    <>
      <PageHead title="Live" intro="What visitors do, within about a second of it.">
        <StreamStanding stream={stream} />
      </PageHead>
      <RangeTabs ranges={RANGES} chosen={range} />
      {state === null ? (
        <Skeleton lines={12} />
      ) : (
        <LiveBoard state={state} lengthS={range.value.lengthS} isPaused={stream.isPaused.value} />
      )}
    </>
  );
}

function LiveBoard({
  state,
  lengthS,
  isPaused,
}: {
  readonly state: LiveState;
  readonly lengthS: number;
  readonly isPaused: boolean;
}) {
  // The longer ones are read from history once somebody asks for them.
  const window = state.windows.find((one) => one.lengthS === lengthS);
  return (
    <>
      {window === undefined ? (
        <Skeleton lines={4} />
      ) : (
        <WindowFigures state={state} window={window} />
      )}
      {lengthS === 300 ? (
        <SecondsChart seconds={state.seconds} at={state.at} />
      ) : (
        <HistoryChart lengthS={lengthS} isPaused={isPaused} />
      )}
      {window !== undefined && (
        <div class="live-columns">
          <FunnelCard funnel={window.funnel} />
          <TopCard title="Top items" top={window.items} isOfItems />
          <TopCard title="Top categories" top={window.categories} />
        </div>
      )}
      <NewestEvents events={state.events.slice(0, 12)} />
    </>
  );
}
