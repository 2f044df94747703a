import type { Reason } from '../types.ts';

/** An intake that hangs must not hold up other tabs. */
const TIMEOUT_MS = 15_000;

/** What the intake said: 0 when nothing came back; events that were refused, by their place in the batch. */
type Answer = [
  status: number,
  retryAfter?: string | null,
  rejected?: readonly (Reason & { readonly index: number })[],
];

/**
 * Sends a body as text/plain, which needs no preflight, in a request that outlives the page. Never
 * throws.
 */
export async function post(url: string, body: string): Promise<Answer> {
  let answer: Answer = [0];
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      keepalive: true,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    answer = [response.status, response.headers.get('retry-after')];
    answer[2] = ((await response.json()) as { rejected?: Answer[2] }).rejected;
  } catch {}
  return answer;
}
