import { useCall } from '../api/use-call.ts';
import { Loaded } from '../parts/loaded.tsx';
import { hexDump, type WholeLetter } from './letter.ts';

/** What a letter holds: as text, or its raw bytes. */
export function LetterDetails({ offset }: { readonly offset: number }) {
  const asked = useCall<WholeLetter>(`/v1/admin/dead-letters/${offset}`);
  return (
    <Loaded asked={asked} lines={4}>
      {({ message, valueBase64, valueText, site, isCut }) => (
        <div class="stack">
          <p>{message}</p>
          {site !== undefined && (
            <p class="muted">
              Site {site}
              {isCut && '; only the beginning of the row was kept'}
            </p>
          )}
          {valueBase64 === null || valueBase64 === '' ? (
            <p class="muted">It holds nothing.</p>
          ) : (
            <pre tabIndex={0} aria-label={`Content of letter ${offset}`}>
              {valueText ?? hexDump(valueBase64)}
            </pre>
          )}
        </div>
      )}
    </Loaded>
  );
}
