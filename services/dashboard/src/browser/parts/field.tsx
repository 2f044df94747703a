import { useId } from 'preact/hooks';

/** A text or number to fill in, with its label. */
export function Field({
  label,
  value,
  onChange,
  type = 'text',
  step,
  hint,
  isLong = false,
  isMono = false,
  isReadOnly = false,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'number' | 'datetime-local';
  readonly step?: string;
  readonly hint?: string;
  /** Of several lines. */
  readonly isLong?: boolean;
  readonly isMono?: boolean;
  readonly isReadOnly?: boolean;
}) {
  const id = useId();
  // Each type of input has types of its own for its attributes; those given here are of all of them.
  const ofType = { type, step } as { readonly type: 'text'; readonly step?: string };
  const attributes = {
    id,
    value,
    class: `input ${isMono ? 'mono' : ''}`,
    readOnly: isReadOnly,
    autocomplete: 'off',
    ...(hint !== undefined && { 'aria-describedby': `${id}-hint` }),
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      onChange(currentTarget.value),
  };
  return (
    <div class={`field ${isLong ? 'wide' : ''}`}>
      <label for={id}>{label}</label>
      {isLong ? (
        <textarea rows={2} spellcheck={false} {...attributes} />
      ) : (
        <input {...ofType} {...attributes} />
      )}
      {hint !== undefined && (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
    </div>
  );
}
