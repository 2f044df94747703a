import type { ComponentChildren } from 'preact';
import type { Asked } from '../api/use-call.ts';
import { clockText } from '../format/times.ts';
import { FaultNotice } from './fault-notice.tsx';
import { Skeleton } from './skeleton.tsx';

/** What was asked for: its shape while it comes, why it does not, and itself, also when it is old. */
export function Loaded<T>({
  asked: { answer, reload },
  lines = 3,
  children,
}: {
  readonly asked: Asked<T>;
  /** About as high as what will be there. */
  readonly lines?: number;
  readonly children: (data: T) => ComponentChildren;
}) {
  const { data, fault, isLoading, at } = answer.value;
  if (data === null) {
    if (fault !== null) return <FaultNotice fault={fault} onRetry={reload} />;
    return isLoading ? <Skeleton lines={lines} /> : null;
  }
  return (
    <>
      {fault !== null && (
        <p class="notice warn">
          <span>
            As of {clockText(at!)}: {fault.message}
          </span>
          <button type="button" class="button small quiet" onClick={reload}>
            Try again
          </button>
        </p>
      )}
      {children(data)}
    </>
  );
}
