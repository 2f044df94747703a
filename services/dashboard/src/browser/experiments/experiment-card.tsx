import { useSignal } from '@preact/signals';
import { useCall } from '../api/use-call.ts';
import { percentText } from '../format/numbers.ts';
import { ConfirmedButton } from '../parts/confirmed-button.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Time } from '../parts/time.tsx';
import { ArmsComparison } from './arms-comparison.tsx';
import type { Experiment, Results, Variant } from './experiment.ts';
import { ofSite } from '../site/site.ts';

const AGAIN_MS = 5_000;

/** One experiment; its figures are asked for while they are shown. */
export function ExperimentCard({
  experiment,
  onChange,
  onEdit,
}: {
  readonly experiment: Experiment;
  readonly onChange: (act: 'start' | 'stop' | 'delete') => void;
  /** null: it cannot be changed here. */
  readonly onEdit: (() => void) | null;
}) {
  const { id, state, startedAt, stoppedAt, scenarios, holdout, variants } = experiment;
  const isRunning = state === 'running';
  const isOpen = useSignal(isRunning);
  return (
    <section class="card" aria-labelledby={`experiment-${id}`}>
      <div class="card-head">
        <div class="row">
          <h2 id={`experiment-${id}`}>{id}</h2>
          <span class={`badge ${isRunning ? 'good' : ''}`}>{state}</span>
        </div>
        <div class="row">
          {!isRunning && (
            <>
              <button
                type="button"
                class="button small"
                aria-label={`Start ${id}`}
                onClick={() => onChange('start')}
              >
                Start
              </button>
              {onEdit !== null && (
                <button
                  type="button"
                  class="button small"
                  aria-label={`Edit ${id}`}
                  onClick={onEdit}
                >
                  Edit
                </button>
              )}
              <ConfirmedButton
                label="Delete"
                name={`Delete ${id}`}
                isSmall
                question={`Delete ${id}?`}
                onConfirm={() => onChange('delete')}
              >
                Its figures stay, and one of the same id goes on with them.
              </ConfirmedButton>
            </>
          )}
          {isRunning && (
            <ConfirmedButton
              label="Stop"
              name={`Stop ${id}`}
              isSmall
              question={`Stop ${id}?`}
              onConfirm={() => onChange('stop')}
            >
              All visitors get the same lists again. It can be started again, with the figures it
              has.
            </ConfirmedButton>
          )}
          <button
            type="button"
            class="button small quiet"
            aria-expanded={isOpen.value}
            aria-label={`${isOpen.value ? 'Hide' : 'Show'} figures of ${id}`}
            onClick={() => {
              isOpen.value = !isOpen.value;
            }}
          >
            {isOpen.value ? 'Hide figures' : 'Show figures'}
          </button>
        </div>
      </div>
      <dl class="facts">
        <dt>Scenarios</dt>
        <dd>{scenarios.join(', ')}</dd>
        <dt>Holdout</dt>
        <dd>{percentText(holdout)}</dd>
        <dt>Variants</dt>
        <dd>
          {variants.map((variant) => (
            <div>{variantText(variant)}</div>
          ))}
        </dd>
        <dt>Running</dt>
        <dd>
          {startedAt === null ? (
            'not yet started'
          ) : (
            <>
              since <Time at={startedAt} />
              {stoppedAt !== null && !isRunning && (
                <>
                  {' '}
                  until <Time at={stoppedAt} />
                </>
              )}
            </>
          )}
        </dd>
      </dl>
      {isOpen.value && <Figures id={id} />}
    </section>
  );
}

function Figures({ id }: { readonly id: string }) {
  const asked = useCall<Results>(ofSite(`/v1/admin/experiments/${encodeURIComponent(id)}`), {
    everyMs: AGAIN_MS,
  });
  return (
    <Loaded asked={asked} lines={5}>
      {(results) => <ArmsComparison results={results} />}
    </Loaded>
  );
}

function variantText({ name, share, strategy, weights, parameters }: Variant): string {
  const ranked = typeof weights === 'object' ? `given` : weights;
  const set = Object.entries(parameters).map(([key, value]) => `${key} ${JSON.stringify(value)}`);
  const how = [strategy, ...(ranked === undefined ? [] : [`${ranked} weights`]), ...set];
  return `${name} (share ${share}): ${how.join(', ')}`;
}
