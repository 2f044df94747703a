import { useSignal } from '@preact/signals';
import { call } from '../api/call.ts';
import { Fault } from '../api/fault.ts';
import { useCall } from '../api/use-call.ts';
import { announce } from '../parts/announcer.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { type Draft, documentOf, draftOf, emptyDraft } from './draft.ts';
import { byParameter, editorName, nameEditor } from './editor-name.ts';
import type { Rule, RuleList } from './rule.ts';
import { RuleEditor } from './rule-editor.tsx';
import { RuleTable } from './rule-table.tsx';
import { type TrailPage, Trail } from './trail.tsx';
import { ownName } from '../shell/session.ts';
import { ofSite } from '../site/site.ts';

const AGAIN_MS = 5_000;

/** What a merchandiser decides: the rules, one of them being changed, and who changed what. */
export function RulesPage() {
  const list = useCall<RuleList>(ofSite('/v1/admin/rules'), { everyMs: AGAIN_MS });
  const trail = useCall<TrailPage>(ofSite('/v1/admin/rules/changes', { n: 50 }), {
    everyMs: AGAIN_MS,
  });
  const editing = useSignal<{ readonly draft: Draft; readonly isNew: boolean } | null>(null);

  /** Does it, says what came of it, and shows what is now. */
  async function change(done: string, path: string, options: Parameters<typeof call>[1]) {
    try {
      await call(ofSite(path, byParameter()), options);
      announce(done);
    } catch (error) {
      announce(error instanceof Fault ? error.message : String(error), { isBad: true });
    }
    list.reload();
    trail.reload();
  }

  const pathOf = (id: string) => `/v1/admin/rules/${encodeURIComponent(id)}`;
  const toggle = (rule: Rule) => {
    const body = documentOf({ ...draftOf(rule), enabled: !rule.enabled });
    const done = `${rule.id} is ${rule.enabled ? 'off' : 'on'}`;
    return change(done, pathOf(rule.id), { method: 'PUT', body });
  };

  return (
    <>
      <PageHead
        title="Rules"
        intro="Pin, hide, bury and boost; they hold about a second after they are saved."
      >
        {ownName.value === null && (
          <label class="row small" for="editor-name">
            <span class="muted">Your name, for the trail</span>
            <input
              id="editor-name"
              class="input fit"
              maxLength={128}
              autocomplete="name"
              value={editorName.value}
              onInput={({ currentTarget }) => nameEditor(currentTarget.value)}
            />
          </label>
        )}
        <button
          type="button"
          class="button primary"
          onClick={() => {
            editing.value = { draft: emptyDraft, isNew: true };
          }}
        >
          New rule
        </button>
      </PageHead>
      <Loaded asked={list} lines={5}>
        {({ rules, max }) => (
          <RuleTable
            rules={rules}
            max={max}
            onEdit={(rule) => {
              editing.value = { draft: draftOf(rule), isNew: false };
            }}
            onToggle={(rule) => void toggle(rule)}
            onDelete={({ id }) => void change(`${id} is deleted`, pathOf(id), { method: 'DELETE' })}
          />
        )}
      </Loaded>
      {editing.value !== null && (
        <RuleEditor
          key={`${editing.value.draft.id} ${editing.value.isNew}`}
          {...editing.value}
          onSaved={(id) => {
            announce(`${id} is saved`);
            list.reload();
            trail.reload();
          }}
          onClose={() => {
            editing.value = null;
          }}
        />
      )}
      <Trail
        asked={trail}
        onRevert={({ number, ruleId }) =>
          void change(
            `Change ${number} of ${ruleId} is taken back`,
            `/v1/admin/rules/changes/${number}/revert`,
            { method: 'POST' },
          )
        }
      />
    </>
  );
}
