import { FreshetError } from '@freshet/runtime';
import { backoffMs, pause } from './backoff.ts';
import { connectionProblem } from './connection-problem.ts';

/** How long an instance is tried of which nothing has come yet, in ms: it may be starting. */
export const FIRST_ANSWER_MS = 15_000;
/** Between two tries, in ms. */
const WAIT_MS_MAX = 1_000;

export interface ReachOptions {
  readonly giveUpMs?: number;
  /** Where it says at once that nothing is there yet, and how long it tries. */
  readonly stream?: Pick<NodeJS.WriteStream, 'write'>;
}

/**
 * Waits until something answers at the URL, whatever it says. A wrong URL is told of before anything is read,
 * and given up on much sooner than an instance that goes away in the middle.
 * @throws FreshetError IMPORT_REFUSED after FIRST_ANSWER_MS; the signal's reason.
 */
export async function reach(
  url: string,
  signal: AbortSignal,
  { giveUpMs = FIRST_ANSWER_MS, stream = process.stderr }: ReachOptions = {},
): Promise<void> {
  const endpoint = new URL('/health/live', url);
  const start = performance.now();
  for (let attempt = 0; ; attempt++) {
    const problem = await problemAt(
      endpoint,
      AbortSignal.any([signal, AbortSignal.timeout(giveUpMs)]),
    );
    if (problem === undefined) return;
    signal.throwIfAborted();
    const waitMs = Math.min(backoffMs(attempt), WAIT_MS_MAX);
    const unreached = `${endpoint.origin} cannot be reached: ${problem}. Is it running, and is it the --url?`;
    if (performance.now() - start + waitMs > giveUpMs) {
      throw new FreshetError('IMPORT_REFUSED', `${unreached} Nothing was sent.`, { url });
    }
    if (attempt === 0) stream.write(`${unreached} Trying for ${Math.ceil(giveUpMs / 1000)} s.\n`);
    await pause(waitMs, signal);
  }
}

async function problemAt(endpoint: URL, signal: AbortSignal): Promise<string | undefined> {
  try {
    const { body } = await fetch(endpoint, { signal });
    await body?.cancel();
    return undefined;
  } catch (error) {
    return connectionProblem(error as Error);
  }
}
