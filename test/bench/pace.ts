const TICK_MS = 2;

/**
 * Starts something so many times a second, whether or not earlier ones have ended, and hands over
 * what was started: `perSecond × seconds` of them, a fraction left out.
 */
export async function pace<T>(
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
  start: (i: number) => Promise<T>,
): Promise<Promise<T>[]> {
  const count = Math.floor(perSecond * seconds);
  const started: Promise<T>[] = [];
  const startedAt = performance.now();
  while (started.length < count) {
    const due = ((performance.now() - startedAt) / 1000) * perSecond;
    while (started.length < Math.min(count, Math.floor(due))) {
      const promise = start(started.length);
      // Whoever awaits them all sees the failure; until then nobody is listening.
      promise.catch(() => {});
      started.push(promise);
    }
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  return started;
}
