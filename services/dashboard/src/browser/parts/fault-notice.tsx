import type { Fault } from '../api/fault.ts';

/** Says that something could not be had or done, and why. */
export function FaultNotice({
  fault,
  onRetry,
}: {
  readonly fault: Fault;
  readonly onRetry?: () => void;
}) {
  return (
    <div class="notice bad" role="alert">
      <span>
        <strong>{fault.code}</strong> {fault.message}
        {fault.pointer !== null && <code> {fault.pointer}</code>}
      </span>
      {onRetry !== undefined && (
        <button type="button" class="button small quiet" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}
