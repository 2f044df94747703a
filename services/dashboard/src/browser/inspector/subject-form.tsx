import { useSignal } from '@preact/signals';
import { type Subject, type SubjectKind, SUBJECTS } from './subject.ts';

export function SubjectForm({
  subject,
  onLook,
}: {
  readonly subject: Subject | null;
  readonly onLook: (subject: Subject) => void;
}) {
  const kind = useSignal<SubjectKind>(subject?.kind ?? 'user');
  const id = useSignal(subject?.id ?? '');
  return (
    <form
      class="card subject-form"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        if (id.value !== '') onLook({ kind: kind.value, id: id.value });
      }}
    >
      <div class="field">
        <label for="subject-kind">Look for</label>
        <select
          id="subject-kind"
          class="input"
          value={kind.value}
          onChange={({ currentTarget }) => {
            kind.value = currentTarget.value as SubjectKind;
          }}
        >
          {Object.entries(SUBJECTS).map(([value, name]) => (
            <option value={value}>{name}</option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="subject-id">{SUBJECTS[kind.value]}</label>
        <input
          id="subject-id"
          class="input mono"
          value={id.value}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          onInput={({ currentTarget }) => {
            id.value = currentTarget.value;
          }}
        />
      </div>
      <button type="submit" class="button primary">
        Inspect
      </button>
    </form>
  );
}
