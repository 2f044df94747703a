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
import { type Draft, draftOf, emptyDraft } from './draft.ts';
import { ExperimentEditor } from './experiment-editor.tsx';
import { ofSite } from '../site/site.ts';

const AGAIN_MS = 5_000;

export function ExperimentsPage() {
  const editing = useSignal<{ readonly id: string | null; readonly draft: Draft } | null>(null);
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

  /** null: it says what the form has no field for. */
  function editOf(experiment: Experiment): (() => void) | null {
    const draft = draftOf(experiment);
    if (draft === null) return null;
    return () => {
      editing.value = { id: experiment.id, draft };
    };
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
          onClick={() => {
            editing.value = { id: null, draft: emptyDraft };
          }}
        >
          New experiment
        </button>
      </PageHead>
      {editing.value !== null && (
        <ExperimentEditor
          key={editing.value.id ?? ''}
          {...editing.value}
          onSaved={(id) => {
            announce(`${id} is saved; start it when you are ready`);
            editing.value = null;
            asked.reload();
          }}
          onClose={() => {
            editing.value = null;
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
                  onEdit={editOf(experiment)}
                />
              ))
          )
        }
      </Loaded>
    </>
  );
}
