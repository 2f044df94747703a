import type { Host } from '../extra.ts';

/**
 * `data-dwell`: as a page ends, tells how long it was visible (`dwellMs`) and how far down it was seen
 * (`scrollDepth`, percent). A page that the system ends in the background tells nothing.
 */
export default function start({ freshet }: Host): void {
  let dwellMs = 0;
  let since = performance.now();
  let depth = 0;

  function count(): void {
    const now = performance.now();
    dwellMs += now - since;
    since = now;
  }

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) count();
    else since = performance.now();
  });
  addEventListener('scroll', () => (depth = Math.max(depth, seenDepth())), { passive: true });
  freshet.on('left', () => {
    if (!document.hidden) count();
    const scrollDepth = Math.max(depth, seenDepth());
    freshet.track('leave', { properties: { dwellMs: Math.round(dwellMs), scrollDepth } });
    dwellMs = 0;
    depth = 0;
  });
}

function seenDepth(): number {
  const { scrollHeight } = document.documentElement;
  return Math.min(Math.round(((scrollY + innerHeight) / scrollHeight) * 100), 100);
}
