import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { call } from '../api/call.ts';
import { Fault } from '../api/fault.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { type Draft, documentOf } from './draft.ts';
import { byParameter } from './editor-name.ts';
import { Preview } from './preview.tsx';
import type { Warning } from './rule.ts';
import { RuleFields } from './rule-fields.tsx';
import { Warnings } from './warnings.tsx';
import { ofSite } from '../site/site.ts';

/** One rule being changed, and beside it what real answers would become. */
export function RuleEditor({
  draft: given,
  isNew,
  onSaved,
  onClose,
}: {
  readonly draft: Draft;
  readonly isNew: boolean;
  readonly onSaved: (id: string) => void;
  readonly onClose: () => void;
}) {
  const draft = useSignal(given);
  const fault = useSignal<Fault | null>(null);
  const warnings = useSignal<readonly Warning[]>([]);
  const isSaving = useSignal(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    heading.current?.scrollIntoView({ block: 'nearest' });
  }, []);

  async function save() {
    const { id } = draft.value;
    isSaving.value = true;
    fault.value = null;
    try {
      const path = ofSite(`/v1/admin/rules/${encodeURIComponent(id)}`, byParameter());
      const body = documentOf(draft.value);
      const saved = await call<{ warnings: readonly Warning[] }>(path, { method: 'PUT', body });
      warnings.value = saved.warnings;
      onSaved(id);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      fault.value = error;
    } finally {
      isSaving.value = false;
    }
  }

  return (
    <section class="editor" aria-labelledby="editor-title">
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div class="card-head">
          <h2 id="editor-title" ref={heading} tabIndex={-1}>
            {isNew ? 'New rule' : `Rule ${given.id}`}
          </h2>
          <button type="button" class="button small quiet" onClick={onClose}>
            Close
          </button>
        </div>
        <RuleFields
          draft={draft.value}
          isNew={isNew}
          onChange={(part) => {
            draft.value = { ...draft.value, ...part };
          }}
        />
        {fault.value !== null && <FaultNotice fault={fault.value} />}
        <Warnings warnings={warnings.value} />
        <div class="row">
          <button
            type="submit"
            class="button primary"
            disabled={isSaving.value || draft.value.id === ''}
          >
            Save rule
          </button>
          {draft.value.id === '' && <span class="hint">A rule needs an id.</span>}
        </div>
      </form>
      <Preview draft={draft.value} />
    </section>
  );
}
