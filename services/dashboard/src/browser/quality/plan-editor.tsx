/** A plan as JSON, being written. */
export function PlanEditor({
  text,
  onInput,
  onSave,
  onCancel,
}: {
  readonly text: string;
  readonly onInput: (text: string) => void;
  readonly onSave: () => void;
  readonly onCancel: () => void;
}) {
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <div class="field">
        <label for="plan-text">Plan, as JSON</label>
        <textarea
          id="plan-text"
          class="input mono"
          rows={16}
          spellcheck={false}
          aria-describedby="plan-hint"
          value={text}
          onInput={({ currentTarget }) => onInput(currentTarget.value)}
        />
        <p id="plan-hint" class="hint">
          Of each type: <code>everyMinutes</code>, and <code>fields</code> by their pointers, with{' '}
          <code>optional</code>, <code>type</code>, <code>values</code>, <code>pattern</code>,{' '}
          <code>minimum</code> and <code>maximum</code>. What is no plan is refused, and says where.
        </p>
      </div>
      <div class="row end">
        <button type="button" class="button" onClick={onCancel}>
          Cancel
        </button>
        <button type="submit" class="button primary">
          Save the plan
        </button>
      </div>
    </form>
  );
}
