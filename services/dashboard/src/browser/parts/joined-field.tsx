import type { ComponentChildren } from 'preact';
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';

/** A text that takes effect when its button is pressed. */
export function JoinedField({
  label,
  button,
  onSubmit,
  children,
}: {
  readonly label: string;
  readonly button: string;
  readonly onSubmit: (text: string) => void;
  /** A hint. */
  readonly children?: ComponentChildren;
}) {
  const id = useId();
  const text = useSignal('');
  return (
    <form
      class="card"
      role="search"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(text.value.trim());
      }}
    >
      <div class="field">
        <label for={id}>{label}</label>
        <div class="joined">
          <input
            id={id}
            class="input mono"
            autocomplete="off"
            spellcheck={false}
            value={text.value}
            onInput={({ currentTarget }) => {
              text.value = currentTarget.value;
            }}
          />
          <button type="submit" class="button">
            {button}
          </button>
        </div>
        {children !== undefined && <p class="hint">{children}</p>}
      </div>
    </form>
  );
}
