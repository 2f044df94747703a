import { FreshetProblem } from './problem.ts';

/** Of the first wait, which each further one doubles. */
const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * How long to wait before the attempt behind `failures` failed ones: anything up to a bound that doubles
 * ("full jitter", Brooker 2015), so that clients that failed together do not come back together; and
 * behind what the server asked for, spread over the first bound.
 * @param random from 0 to 1
 */
export function waitMs(
  failures: number,
  { retryAfterMs }: { readonly retryAfterMs?: number | undefined },
  random: () => number,
): number {
  if (retryAfterMs !== undefined) return retryAfterMs + random() * FIRST_MS;
  return random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
}

/**
 * Makes a call until it succeeds, fails for good or `signal` is aborted, which ends a wait at once.
 * @throws FreshetProblem of the last attempt.
 */
export async function untilAnswered<Answer>(
  call: () => Promise<Answer>,
  { signal, attemptsMax = Infinity }: { signal?: AbortSignal; attemptsMax?: number },
): Promise<Answer> {
  for (let failures = 1; ; failures++) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof FreshetProblem) || !error.isPassing) throw error;
      if (failures >= attemptsMax) throw error;
      await wait(waitMs(failures, error, Math.random), signal);
      if (signal?.aborted === true) throw error;
    }
  }
}

function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end);
  });
}
