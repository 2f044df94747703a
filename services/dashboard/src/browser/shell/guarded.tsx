import type { ComponentType } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import { Empty } from '../parts/empty.tsx';

/** A page that fails says so, and leaves the navigation as it is: an answer may not be as promised. */
export function guarded(Page: ComponentType): ComponentType {
  return function GuardedPage() {
    const [error, forget] = useErrorBoundary((thrown: unknown) => console.error(thrown));
    if (error === undefined) return <Page />;
    return (
      <Empty title="This page cannot show what it was answered.">
        <p>
          <code>{String(error)}</code>
        </p>
        <button type="button" class="button" onClick={forget}>
          Try again
        </button>
      </Empty>
    );
  };
}
