import { useSignal } from '@preact/signals';
import type { TypeStanding } from '../../shapes/quality.ts';
import { call, withQuery } from '../api/call.ts';
import { Fault } from '../api/fault.ts';
import { useCall } from '../api/use-call.ts';
import { announce } from '../parts/announcer.tsx';
import { ConfirmedButton } from '../parts/confirmed-button.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { PlanEditor } from './plan-editor.tsx';
import { beginningOf, planIn, planText } from './plan-text.ts';

const PATH = '/v1/admin/tracking-plan';

interface HeldPlan {
  readonly revision: number;
  readonly plan: unknown;
}

/** The tracking plan of a site: what it means to send. */
export function PlanCard({
  site,
  types,
  onChange,
}: {
  readonly site: string;
  readonly types: readonly TypeStanding[];
  readonly onChange: () => void;
}) {
  const asked = useCall<HeldPlan>(withQuery(PATH, { site }));
  /** What is being written, on top of which revision. */
  const draft = useSignal<{ readonly text: string; readonly basis: number } | null>(null);
  const fault = useSignal<Fault | null>(null);
  const { answer } = asked;
  const isNone = answer.value.fault?.code === 'TRACKING_PLAN_UNKNOWN';

  async function change(done: string, method: 'PUT' | 'DELETE', basis: number, text?: string) {
    try {
      const body = text === undefined ? undefined : planIn(text);
      await call(withQuery(PATH, { site, revision: basis }), { method, body });
      draft.value = null;
      fault.value = null;
      announce(done);
      asked.reload();
      onChange();
    } catch (error) {
      fault.value = error instanceof Fault ? error : new Fault(0, 'UNREACHABLE', String(error));
    }
  }

  const edit = (text: string, basis: number) => {
    draft.value = { text, basis };
  };

  return (
    <section class="card" aria-labelledby="plan-title">
      <div class="card-head">
        <h2 id="plan-title">Tracking plan</h2>
        {draft.value === null && isNone && (
          <button type="button" class="button" onClick={() => edit(beginningOf(types), 0)}>
            Begin with the types that come
          </button>
        )}
      </div>
      {fault.value !== null && <FaultNotice fault={fault.value} />}
      {draft.value !== null ? (
        <PlanEditor
          text={draft.value.text}
          onInput={(text) => edit(text, draft.value!.basis)}
          onSave={() => {
            const { text, basis } = draft.value!;
            void change('The tracking plan is saved', 'PUT', basis, text);
          }}
          onCancel={() => {
            draft.value = null;
            fault.value = null;
          }}
        />
      ) : isNone ? (
        <p class="muted small">There is none, so nothing is checked.</p>
      ) : (
        <Loaded asked={asked} lines={6}>
          {({ plan, revision }) => (
            <>
              <pre tabIndex={0}>{planText(plan)}</pre>
              <div class="row end">
                <ConfirmedButton
                  label="Delete"
                  name="Delete the tracking plan"
                  question="Delete the tracking plan?"
                  onConfirm={() => void change('The tracking plan is deleted', 'DELETE', revision)}
                >
                  Events are no longer checked. What was counted stays.
                </ConfirmedButton>
                <button
                  type="button"
                  class="button primary"
                  onClick={() => edit(planText(plan), revision)}
                >
                  Change the plan
                </button>
              </div>
            </>
          )}
        </Loaded>
      )}
    </section>
  );
}
