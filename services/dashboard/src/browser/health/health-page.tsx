import type { Health } from '../../shapes/health.ts';
import { useCall } from '../api/use-call.ts';
import { clockText } from '../format/times.ts';
import { Loaded } from '../parts/loaded.tsx';
import { LastHourCard } from '../quality/last-hour-card.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { FreshnessCard } from './freshness-card.tsx';
import { GroupsCard } from './groups-card.tsx';
import { IntakeCard } from './intake-card.tsx';
import { ProbeCard } from './probe-card.tsx';

const AGAIN_MS = 2_000;

/** Whether the pipeline keeps up, and what is in its way. */
export function HealthPage() {
  const asked = useCall<Health>('/v1/dashboard/health', { everyMs: AGAIN_MS });
  const { data } = asked.answer.value;
  return (
    <>
      <PageHead
        title="Health"
        intro="Whether events take effect, how soon, and what is in their way."
      >
        {data !== null && <span class="muted small as-of">as of {clockText(data.at)}</span>}
      </PageHead>
      <Loaded asked={asked} lines={12}>
        {(health) => (
          <>
            <Stopped stopped={health.stopped} />
            <GroupsCard groups={health.groups} />
            {health.probe !== null && <ProbeCard probe={health.probe} />}
            <IntakeCard intake={health.intake} />
            <LastHourCard />
            <FreshnessCard freshness={health.freshness} />
            {health.notSeen.length > 0 && (
              <section class="card" aria-labelledby="not-seen">
                <h2 id="not-seen">Services that run apart</h2>
                <p class="muted small">Their figures are not in here; their /metrics have them.</p>
                <ul>
                  {health.notSeen.map((what) => (
                    <li>{what}</li>
                  ))}
                </ul>
              </section>
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

function Stopped({ stopped }: { readonly stopped: Health['stopped'] }) {
  if (stopped.length === 0) return null;
  return (
    <div class="notice bad" role="alert">
      <strong>Stopped, and waiting for somebody:</strong>
      {stopped.map(({ group, partition }) => (
        <span>
          {group} partition {partition}
        </span>
      ))}
      <span>The log of the worker says why.</span>
    </div>
  );
}
