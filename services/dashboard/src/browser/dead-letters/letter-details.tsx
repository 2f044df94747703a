import { useCall } from '../api/use-call.ts';
import { Loaded } from '../parts/loaded.tsx';
import { hexDump, type WholeLetter } from './letter.ts';

/** The raw bytes of a letter. */
export function LetterDetails({ offset }: { readonly offset: number }) {
  const asked = useCall<WholeLetter>(`/v1/admin/dead-letters/${offset}`);
  return (
    <Loaded asked={asked} lines={4}>
      {({ message, valueBase64 }) => (
        <div class="stack">
          <p>{message}</p>
          {valueBase64 === null || valueBase64 === '' ? (
            <p class="muted">It holds nothing.</p>
          ) : (
            <pre tabIndex={0} aria-label={`Bytes of letter ${offset}`}>
              {hexDump(valueBase64)}
            </pre>
          )}
        </div>
      )}
    </Loaded>
  );
}
