import { useSignal } from '@preact/signals';
import { call } from '../api/call.ts';
import { Fault } from '../api/fault.ts';
import { useCall } from '../api/use-call.ts';
import { announce } from '../parts/announcer.tsx';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { PageHead } from '../parts/page-head.tsx';
import type { Experiment } from './experiment.ts';
import { ExperimentCard } from './experiment-card.tsx';
import { NewExperiment } from './new-experiment.tsx';
import { ofSite } from '../site/site.ts';

const AGAIN_MS = 5_000;

export function ExperimentsPage() {
  const isMaking = useSignal(false);
  const asked = useCall<{ experiments: readonly Experiment[] }>(ofSite('/v1/admin/experiments'), {
    everyMs: AGAIN_MS,
  });

  async function change(id: string, act: 'start' | 'stop' | 'delete') {
    const path = `/v1/admin/experiments/${encodeURIComponent(id)}`;
    const done = { start: 'is started', stop: 'is stopped', delete: 'is deleted' }[act];
    try {
      await (act === 'delete'
        ? call(ofSite(path), { method: 'DELETE' })
        : call(ofSite(`${path}/${act}`), { method: 'POST' }));
      announce(`${id} ${done}`);
    } catch (error) {
      announce(error instanceof Fault ? error.message : String(error), { isBad: true });
    }
    asked.reload();
  }

  return (
    <>
      <PageHead
        title="Experiments"
        intro="Different lists for different visitors, and what came of them. Look as often as you like: intervals stay right."
      >
        <button
          type="button"
          class="button primary"
          aria-expanded={isMaking.value}
          onClick={() => {
            isMaking.value = !isMaking.value;
          }}
        >
          New experiment
        </button>
      </PageHead>
      {isMaking.value && (
        <NewExperiment
          onMade={(id) => {
            announce(`${id} is made; start it when you are ready`);
            isMaking.value = false;
            asked.reload();
          }}
        />
      )}
      <Loaded asked={asked} lines={6}>
        {({ experiments }) =>
          experiments.length === 0 ? (
            <Empty title="No experiment">Every visitor gets lists made the same way.</Empty>
          ) : (
            experiments
              .toSorted((a, b) => (b.startedAt ?? Infinity) - (a.startedAt ?? Infinity))
              .map((experiment) => (
                <ExperimentCard
                  key={experiment.id}
                  experiment={experiment}
                  onChange={(act) => void change(experiment.id, act)}
                />
              ))
          )
        }
      </Loaded>
    </>
  );
}
