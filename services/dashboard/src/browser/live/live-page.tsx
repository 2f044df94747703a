import { useSignal } from '@preact/signals';
import { PageHead } from '../parts/page-head.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
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
  const lengthS = useSignal<number>(300);
  const state = stream.state.value;
  return (
    <>
      <PageHead title="Live" intro="What visitors do, within about a second of it.">
        <StreamStanding stream={stream} />
      </PageHead>
      <div class="tabs" role="group" aria-label="Time range">
        {ranges.map(([length, name]) => (
          <button
            type="button"
            aria-pressed={lengthS.value === length}
            onClick={() => {
              lengthS.value = length;
            }}
          >
            {name}
          </button>
        ))}
      </div>
      {state === null ? (
        <Skeleton lines={12} />
      ) : (
        <LiveBoard state={state} lengthS={lengthS.value} isPaused={stream.isPaused.value} />
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
