import { useId } from 'preact/hooks';

/** A text or number to fill in, with its label. */
export function Field({
  label,
  value,
  onChange,
  type = 'text',
  step,
  hint,
  fault = null,
  rows,
  isMono = false,
  isReadOnly = false,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'number' | 'datetime-local';
  readonly step?: string;
  readonly hint?: string;
  /** What is wrong with the value; it stands where the hint does. */
  readonly fault?: string | null;
  /** Of several lines, so many of which are seen. */
  readonly rows?: number;
  readonly isMono?: boolean;
  readonly isReadOnly?: boolean;
}) {
  const id = useId();
  const text = fault ?? hint;
  // Each type of input has types of its own for its attributes; those given here are of all of them.
  const ofType = { type, step } as { readonly type: 'text'; readonly step?: string };
  const attributes = {
    id,
    value,
    class: `input ${isMono ? 'mono' : ''}`,
    readOnly: isReadOnly,
    autocomplete: 'off',
    'aria-invalid': fault !== null,
    ...(text !== undefined && { 'aria-describedby': `${id}-hint` }),
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      onChange(currentTarget.value),
  };
  return (
    <div class={`field ${rows === undefined ? '' : 'wide'}`}>
      <label for={id}>{label}</label>
      {rows === undefined ? (
        <input {...ofType} {...attributes} />
      ) : (
        <textarea rows={rows} spellcheck={false} {...attributes} />
      )}
      {text !== undefined && (
        <p id={`${id}-hint`} class={fault === null ? 'hint' : 'fault'}>
          {text}
        </p>
      )}
    </div>
  );
}
