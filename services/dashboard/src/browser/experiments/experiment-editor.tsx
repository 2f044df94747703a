import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { call } from '../api/call.ts';
import { Fault } from '../api/fault.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { Field } from '../parts/field.tsx';
import { ofSite } from '../site/site.ts';
import { hasField } from './definition-fault.ts';
import { type Draft, documentOf, draftOf } from './draft.ts';
import { ExperimentFields } from './experiment-fields.tsx';
import { jsonIn, textOf } from './definition-text.ts';

/** An experiment being made or changed, by a form or, for what the form has no field for, as JSON. */
export function ExperimentEditor({
  id: given,
  draft: begun,
  onSaved,
  onClose,
}: {
  /** null: it is a new one. */
  readonly id: string | null;
  readonly draft: Draft;
  readonly onSaved: (id: string) => void;
  readonly onClose: () => void;
}) {
  const id = useSignal(given ?? '');
  const draft = useSignal(begun);
  /** null: the form is shown. */
  const text = useSignal<string | null>(null);
  const fault = useSignal<Fault | null>(null);
  const isSaving = useSignal(false);
  const form = useRef<HTMLFormElement>(null);
  const refused = fault.value;
  const isIdWrong = refused?.code === 'PARAMETER_INVALID' && refused.pointer === null;
  const isBesideField = refused !== null && text.value === null && hasField(refused);

  useEffect(() => form.current?.querySelector<HTMLElement>('.input')?.focus(), []);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refused]);

  /** Does it, and keeps what is wrong. */
  async function attempt(act: () => Promise<void> | void) {
    fault.value = null;
    try {
      await act();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      fault.value = error;
    }
  }

  async function save() {
    isSaving.value = true;
    await attempt(async () => {
      const body = text.value === null ? documentOf(draft.value) : jsonIn(text.value);
      const path = ofSite(`/v1/admin/experiments/${encodeURIComponent(id.value)}`);
      await call(path, { method: 'PUT', body });
      onSaved(id.value);
    });
    isSaving.value = false;
  }

  const turn = () =>
    attempt(() => {
      if (text.value === null) {
        text.value = textOf(documentOf(draft.value));
        return;
      }
      const read = draftOf(jsonIn(text.value));
      const message = 'This says what the form has no field for; save it from here.';
      if (read === null) throw new Fault(0, 'NOT_IN_FORM', message);
      draft.value = read;
      text.value = null;
    });

  return (
    <form
      ref={form}
      class="card"
      aria-label={given === null ? 'New experiment' : `Experiment ${given}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div class="card-head">
        <h2>{given === null ? 'New experiment' : `Experiment ${given}`}</h2>
        <div class="row">
          <button type="button" class="button small" onClick={() => void turn()}>
            {text.value === null ? 'As JSON' : 'As a form'}
          </button>
          <button type="button" class="button small quiet" onClick={onClose}>
            Close
          </button>
        </div>
      </div>
      <Field
        label="Id"
        isMono
        isReadOnly={given !== null}
        value={id.value}
        fault={isIdWrong ? refused.message : null}
        hint="A new question needs a new id: figures are kept under it."
        onChange={(name) => {
          id.value = name.trim();
        }}
      />
      {text.value === null ? (
        <ExperimentFields
          draft={draft.value}
          fault={refused}
          onChange={(part) => {
            draft.value = { ...draft.value, ...part };
          }}
        />
      ) : (
        <Field
          label="Definition (JSON)"
          rows={16}
          isMono
          value={text.value}
          onChange={(json) => {
            text.value = json;
          }}
        />
      )}
      {refused !== null && !isIdWrong && !isBesideField && <FaultNotice fault={refused} />}
      <div class="row">
        <button type="submit" class="button primary" disabled={isSaving.value || id.value === ''}>
          {given === null ? 'Make experiment' : 'Save experiment'}
        </button>
        <span class="hint">
          {id.value === '' ? 'It needs an id.' : 'It does not run before it is started.'}
        </span>
      </div>
    </form>
  );
}
