import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';

/** A button for what cannot be undone: it asks first. */
export function ConfirmedButton({
  label,
  question,
  onConfirm,
  name = label,
  isDisabled = false,
  isSmall = false,
  children,
}: {
  readonly label: string;
  /** Heading of the dialog. */
  readonly question: string;
  readonly onConfirm: () => void;
  /** What it is called where the label alone does not tell it from others. */
  readonly name?: string;
  readonly isDisabled?: boolean;
  readonly isSmall?: boolean;
  /** What will happen. */
  readonly children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const close = () => dialog.current?.close();
  return (
    <>
      <button
        type="button"
        class={`button ${isSmall ? 'small' : ''}`}
        aria-label={name}
        disabled={isDisabled}
        onClick={() => dialog.current?.showModal()}
      >
        {label}
      </button>
      <dialog ref={dialog} class="dialog" aria-labelledby={titleId}>
        <div class="stack">
          <h2 id={titleId}>{question}</h2>
          <div>{children}</div>
          <div class="row end">
            <button type="button" class="button" onClick={close}>
              Cancel
            </button>
            <button
              type="button"
              class="button danger"
              onClick={() => {
                close();
                onConfirm();
              }}
            >
              {label}
            </button>
          </div>
        </div>
      </dialog>
    </>
  );
}
