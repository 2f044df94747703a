import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

const AGAIN_MS = 5_000;

/** The time of this length up to now, moved on every few seconds while the page is seen. */
export function useRecent(lengthMs: number): { readonly from: number; readonly to: number } {
  const now = useSignal(Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) now.value = Date.now();
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  return { from: now.value - lengthMs, to: now.value };
}
