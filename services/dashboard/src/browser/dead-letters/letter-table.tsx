import { useSignal } from '@preact/signals';
import { bytesText, NOTHING } from '../format/numbers.ts';
import { ConfirmedButton } from '../parts/confirmed-button.tsx';
import { Time } from '../parts/time.tsx';
import type { Letter } from './letter.ts';
import { LetterDetails } from './letter-details.tsx';
import { TableFrame } from '../parts/table-frame.tsx';

interface LetterActs {
  readonly onRedrive: (offset: number) => void;
  readonly onPurge: (offset: number) => void;
}

export function LetterTable({
  letters,
  ...acts
}: LetterActs & { readonly letters: readonly Letter[] }) {
  const open = useSignal<number | null>(null);
  return (
    <div class="card flush">
      <TableFrame>
        <table class="table">
          <thead>
            <tr>
              <th scope="col" class="number">
                Letter
              </th>
              <th scope="col">Filed</th>
              <th scope="col">Status</th>
              <th scope="col">Why</th>
              <th scope="col">From</th>
              <th scope="col">Key</th>
              <th scope="col" class="number">
                Size
              </th>
              <th scope="col">
                <span class="visually-hidden">Do</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {letters.map((letter) => (
              <LetterRows
                key={letter.offset}
                letter={letter}
                isOpen={open.value === letter.offset}
                onToggle={() => {
                  open.value = open.value === letter.offset ? null : letter.offset;
                }}
                {...acts}
              />
            ))}
          </tbody>
        </table>
      </TableFrame>
    </div>
  );
}

function LetterRows({
  letter,
  isOpen,
  onToggle,
  onRedrive,
  onPurge,
}: LetterActs & {
  readonly letter: Letter;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}) {
  const { offset, filedAt, status, origin, step, code, message, key, bytes } = letter;
  return (
    <>
      <tr>
        <th scope="row" class="number">
          {offset}
        </th>
        <td>
          <Time at={filedAt} />
        </td>
        <td>
          <span class={`badge ${status === 'open' ? 'warn' : ''}`}>{status}</span>
        </td>
        <td>
          <strong>{code}</strong>
          <div class="muted letter-message">{message}</div>
        </td>
        <td>
          {origin.topic || NOTHING}
          {origin.offset >= 0 && ` ${origin.partition} / ${origin.offset}`}
          <div class="muted">
            {origin.group} {step}
          </div>
        </td>
        <td>
          <span class="id">{key ?? NOTHING}</span>
        </td>
        <td class="number">{bytesText(bytes)}</td>
        <td>
          <span class="row acts">
            <button
              type="button"
              class="button small"
              aria-expanded={isOpen}
              aria-label={`Inspect letter ${offset}`}
              onClick={onToggle}
            >
              Inspect
            </button>
            <button
              type="button"
              class="button small"
              aria-label={`Redrive letter ${offset}`}
              disabled={status !== 'open'}
              onClick={() => onRedrive(offset)}
            >
              Redrive
            </button>
            <ConfirmedButton
              label="Purge"
              name={`Purge letter ${offset}`}
              isSmall
              question={`Purge letter ${offset}?`}
              onConfirm={() => onPurge(offset)}
            >
              It goes for good, with what it holds.
            </ConfirmedButton>
          </span>
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={8}>
            <LetterDetails offset={offset} />
          </td>
        </tr>
      )}
    </>
  );
}
