import { useSignal } from '@preact/signals';
import { call } from '../api/call.ts';
import { Fault } from '../api/fault.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { Field } from '../parts/field.tsx';

const example = {
  scenarios: ['home'],
  holdout: 0.02,
  variants: [
    { name: 'a', share: 1 },
    { name: 'b', share: 1, weights: 'start', parameters: { diversity: 0.3 } },
  ],
};

/** Makes an experiment from its definition, which has more to say than a form would hold. */
export function NewExperiment({ onMade }: { readonly onMade: (id: string) => void }) {
  const id = useSignal('');
  const text = useSignal(JSON.stringify(example, null, 2));
  const fault = useSignal<Fault | null>(null);

  async function make() {
    fault.value = null;
    try {
      const body = parsed(text.value);
      await call(`/v1/admin/experiments/${encodeURIComponent(id.value)}`, { method: 'PUT', body });
      onMade(id.value);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      fault.value = error;
    }
  }

  return (
    <form
      class="card"
      aria-label="New experiment"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <Field
        label="Id"
        isMono
        value={id.value}
        hint="A new question needs a new id: figures are kept under it."
        onChange={(given) => {
          id.value = given.trim();
        }}
      />
      <div class="field">
        <label for="experiment-definition">Definition (JSON)</label>
        <textarea
          id="experiment-definition"
          class="input mono"
          rows={10}
          spellcheck={false}
          value={text.value}
          onInput={({ currentTarget }) => {
            text.value = currentTarget.value;
          }}
        />
      </div>
      {fault.value !== null && <FaultNotice fault={fault.value} />}
      <div class="row">
        <button type="submit" class="button primary" disabled={id.value === ''}>
          Make experiment
        </button>
        <span class="hint">It does not run before it is started.</span>
      </div>
    </form>
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Fault(0, 'BODY_MALFORMED', `This is no JSON: ${(error as Error).message}.`);
  }
}
