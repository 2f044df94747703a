import type { Reason } from '../types.ts';

/** An intake that hangs must not hold up other tabs. */
const TIMEOUT_MS = 15_000;

/** What the intake said. */
export interface Answer {
  /** 0 when nothing came back. */
  readonly status: number;
  readonly retryAfter?: string | null;
  /** Events that were refused, by their place in the batch. */
  readonly rejected?: readonly (Reason & { readonly index: number })[];
}

/**
 * Sends a body as text/plain, which needs no preflight, in a request that outlives the page. Never
 * throws.
 */
export async function post(url: string, body: string): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      keepalive: true,
      credentials: 'omit',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return {
      ...(await response.json().catch(() => {})),
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
    };
  } catch {
    return { status: 0 };
  }
}
