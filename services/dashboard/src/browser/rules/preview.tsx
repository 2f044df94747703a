import { useSignal } from '@preact/signals';
import { call } from '../api/call.ts';
import { Fault } from '../api/fault.ts';
import { Empty } from '../parts/empty.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { type Draft, documentOf } from './draft.ts';
import { PreviewLists, type Previewed } from './preview-lists.tsx';
import { type Question, questionOf, PreviewQuestion, emptyQuestion } from './preview-question.tsx';
import { Warnings } from './warnings.tsx';
import { ofSite } from '../site/site.ts';

/** What a visitor's real list would become with the rule as it is filled in; nothing is stored. */
export function Preview({ draft }: { readonly draft: Draft }) {
  const question = useSignal<Question>(emptyQuestion);
  const previewed = useSignal<Previewed | null>(null);
  const fault = useSignal<Fault | null>(null);
  const isAsking = useSignal(false);

  async function ask() {
    isAsking.value = true;
    fault.value = null;
    try {
      const body = {
        rules: { [draft.id || 'new-rule']: documentOf(draft) },
        question: questionOf(question.value),
      };
      previewed.value = await call<Previewed>(ofSite('/v1/admin/rules/preview'), {
        method: 'POST',
        body,
      });
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      fault.value = error;
    } finally {
      isAsking.value = false;
    }
  }

  return (
    <form
      class="card"
      aria-labelledby="preview-title"
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <h2 id="preview-title">Preview</h2>
      <PreviewQuestion
        question={question.value}
        onChange={(part) => {
          question.value = { ...question.value, ...part };
        }}
      />
      <div class="row">
        <button type="submit" class="button" disabled={isAsking.value}>
          Show before and after
        </button>
        <span class="hint">Nothing is stored.</span>
      </div>
      {fault.value !== null && <FaultNotice fault={fault.value} />}
      {previewed.value === null ? (
        <Empty title="No preview yet">Name a visitor, or none for a new one.</Empty>
      ) : (
        <>
          <Warnings warnings={previewed.value.warnings} />
          <PreviewLists previewed={previewed.value} />
        </>
      )}
    </form>
  );
}
