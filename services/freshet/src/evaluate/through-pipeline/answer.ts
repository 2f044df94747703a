import { FreshetError } from '@freshet/runtime';

/**
 * The body of a 200.
 * @throws FreshetError EVALUATION_REFUSED for any other answer and for none; the signal's reason.
 */
export async function answerOf(url: URL, signal: AbortSignal): Promise<string> {
  try {
    const answer = await fetch(url, { signal });
    const text = await answer.text();
    if (answer.status === 200) return text;
    throw refused(`${url.href} answered ${answer.status} ${text}`);
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof FreshetError) throw cause;
    throw refused(`${url.origin} cannot be reached: ${(cause as Error).message}`, cause);
  }
}

export function refused(what: string, cause?: unknown): FreshetError {
  return new FreshetError('EVALUATION_REFUSED', `${what}.`, { cause });
}
