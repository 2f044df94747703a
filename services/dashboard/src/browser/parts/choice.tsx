import { useId } from 'preact/hooks';

/** One of a few words, with its label. */
export function Choice<T extends string>({
  label,
  value,
  choices,
  hint,
  fault = null,
  onChange,
}: {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly T[];
  readonly hint?: string;
  readonly fault?: string | null;
  readonly onChange: (value: T) => void;
}) {
  const id = useId();
  const text = fault ?? hint;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        class="input"
        value={value}
        aria-invalid={fault !== null}
        {...(text !== undefined && { 'aria-describedby': `${id}-hint` })}
        onChange={({ currentTarget }) => onChange(currentTarget.value as T)}
      >
        {choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
      {text !== undefined && (
        <p id={`${id}-hint`} class={fault === null ? 'hint' : 'fault'}>
          {text}
        </p>
      )}
    </div>
  );
}
