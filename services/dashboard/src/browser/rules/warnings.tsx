import type { Warning } from './rule.ts';

/** What somebody who sets a rule may not have meant. */
export function Warnings({ warnings }: { readonly warnings: readonly Warning[] }) {
  return (
    <div role="status" class="stack tight">
      {warnings.map(({ code, message }) => (
        <p class="notice warn">
          <strong>{code}</strong> {message}
        </p>
      ))}
    </div>
  );
}
