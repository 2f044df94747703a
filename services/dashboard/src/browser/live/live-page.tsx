import { useSignal } from '@preact/signals';
import { PageHead } from '../parts/page-head.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { FunnelCard } from './funnel-card.tsx';
import { HistoryChart } from './history-chart.tsx';
import type { LiveState } from './live-state.ts';
import { NewestEvents } from './newest-events.tsx';
import { SecondsChart } from './seconds-chart.tsx';
import { StreamStanding } from './stream-standing.tsx';
import { TopCard } from './top-card.tsx';
import { useLiveStream } from './use-live-stream.ts';
import { WindowFigures } from './window-figures.tsx';

const ranges = [
  [300, '5 minutes'],
  [3600, '1 hour'],
  [86400, '24 hours'],
  [604800, '7 days'],
] as const;

/** What happens on the site now. */
export function LivePage() {
  const stream = useLiveStream();
  const range = useSignal<(typeof ranges)[number]>(ranges[0]);
  const state = stream.state.value;
  return (
    <>
      <PageHead title="Live" intro="What visitors do, within about a second of it.">
        <StreamStanding stream={stream} />
      </PageHead>
      <Tabs
        label="Time range"
        choices={ranges}
        chosen={range.value}
        nameOf={([, name]) => name}
        onChoose={(one) => {
          range.value = one;
        }}
      />
      {state === null ? (
        <Skeleton lines={12} />
      ) : (
        <LiveBoard state={state} lengthS={range.value[0]} isPaused={stream.isPaused.value} />
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
