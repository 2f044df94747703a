import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useCallback, useEffect } from 'preact/hooks';
import { call } from './call.ts';
import { Fault } from './fault.ts';

/** What is known of an answer: what came last stays while it is asked for again, or cannot be had. */
export interface Answer<T> {
  readonly data: T | null;
  readonly fault: Fault | null;
  readonly isLoading: boolean;
  /** Of `data`, epoch ms. */
  readonly at: number | null;
}

export interface Asked<T> {
  readonly answer: ReadonlySignal<Answer<T>>;
  reload(): void;
}

interface Held<T> extends Answer<T> {
  /** What `data` answers. */
  readonly path: string | null;
}

const nothing = { data: null, fault: null, isLoading: false, at: null, path: null };

/**
 * Asks for a path whenever it changes, and every so many ms while the page is seen; null asks nothing.
 * The answer to the path before stands until there is one, so that a page does not collapse meanwhile.
 */
export function useCall<T>(
  path: string | null,
  { everyMs }: { readonly everyMs?: number } = {},
): Asked<T> {
  const answer = useSignal<Held<T>>({ ...nothing, isLoading: path !== null });
  const turn = useSignal(0);
  const reload = useCallback(() => {
    turn.value++;
  }, [turn]);
  const asked = turn.value;

  async function ask(of: string, signal: AbortSignal): Promise<void> {
    try {
      const data = await call<T>(of, { signal });
      if (signal.aborted) return;
      answer.value = { data, fault: null, isLoading: false, at: Date.now(), path: of };
    } catch (error) {
      if (signal.aborted) return;
      const fault = error instanceof Fault ? error : new Fault(0, 'UNREACHABLE', String(error));
      const known = answer.value.path === of ? answer.value : nothing;
      answer.value = { ...known, fault, isLoading: false };
    }
  }

  useEffect(() => {
    if (path === null) {
      answer.value = nothing;
      return undefined;
    }
    const leaving = new AbortController();
    answer.value = { ...answer.value, isLoading: true };
    void ask(path, leaving.signal);
    return () => leaving.abort();
  }, [path, asked]);

  useEffect(() => {
    if (path === null || everyMs === undefined) return undefined;
    const timer = setInterval(() => {
      // A service that is slow is not asked again before it has answered.
      if (!document.hidden && !answer.value.isLoading) reload();
    }, everyMs);
    return () => clearInterval(timer);
  }, [path, everyMs]);

  return { answer, reload };
}
