import { FreshetError } from '@freshet/runtime';
import { backoffMs, pause, retryAfterMs } from './backoff.ts';
import { connectionProblem } from './connection-problem.ts';

/** How long one request is tried before an import gives up, in ms. */
export const GIVE_UP_MS = 5 * 60_000;
/** How long one try may take, in ms. */
const TRY_MS = 60_000;

export interface Rejected {
  readonly index: number;
  readonly code: string;
  readonly message: string;
}

export interface IntakeAnswer {
  readonly accepted: number;
  readonly rejected: readonly Rejected[];
}

export interface IntakeClient {
  /**
   * Posts events, or items to /v1/items, until it has an answer. Repeating is safe: the profile knows
   * its sequence, and an item is as it was posted last.
   * @throws FreshetError IMPORT_REFUSED on an answer that no repeat can change, or after GIVE_UP_MS;
   *   the signal's reason when it is aborted.
   */
  post(body: string, signal: AbortSignal, path?: '/v1/events' | '/v1/items'): Promise<IntakeAnswer>;
  /** Takes an item out of the catalogue. @throws as `post`. */
  deleteItem(itemId: string, signal: AbortSignal): Promise<IntakeAnswer>;
}

export interface IntakeClientOptions {
  /** Where the instance listens, such as http://127.0.0.1:8080. */
  readonly url: string;
  /** Secret key with the scope history, or catalogue; '' where there are no keys. */
  readonly key?: string;
  readonly giveUpMs?: number;
}

/** What one try came to: an answer, or why not and when to try again. */
type Try = IntakeAnswer | { readonly problem: string; readonly retryInMs: number | undefined };

export function createIntakeClient({
  url,
  key = '',
  giveUpMs = GIVE_UP_MS,
}: IntakeClientOptions): IntakeClient {
  const credential: Record<string, string> = key === '' ? {} : { authorization: `Bearer ${key}` };

  async function send(request: Call, signal: AbortSignal): Promise<IntakeAnswer> {
    const start = performance.now();
    for (let attempt = 0; ; attempt++) {
      const outcome = await tryOnce(request, signal);
      if ('accepted' in outcome) return outcome;
      const triedMs = performance.now() - start;
      const waitMs = outcome.retryInMs ?? backoffMs(attempt);
      if (triedMs + waitMs > giveUpMs) {
        throw new FreshetError(
          'IMPORT_REFUSED',
          `${request.endpoint.href} did not take a request for ${Math.round(triedMs / 1000)} s: ` +
            `${outcome.problem}. When it does again, the same command goes on where it stopped.`,
          { url, attempts: attempt + 1 },
        );
      }
      await pause(waitMs, signal);
    }
  }

  async function tryOnce({ endpoint, ...init }: Call, signal: AbortSignal): Promise<Try> {
    try {
      const response = await fetch(endpoint, {
        ...init,
        headers: { ...init.headers, ...credential },
        signal: AbortSignal.any([signal, AbortSignal.timeout(TRY_MS)]),
      });
      return await outcomeOf(response, endpoint);
    } catch (error) {
      if (error instanceof FreshetError) throw error;
      signal.throwIfAborted();
      return { problem: connectionProblem(error as Error), retryInMs: undefined };
    }
  }

  async function outcomeOf(response: Response, endpoint: URL): Promise<Try> {
    const { status, headers } = response;
    const text = await response.text();
    const answer = parseAnswer(text);
    if (answer !== undefined && (status === 202 || status === 400)) return answer;
    const problem = `it answered ${status} ${text.slice(0, 300)}`;
    if (status === 429 || status >= 500) {
      return { problem, retryInMs: retryAfterMs(headers.get('retry-after')) };
    }
    throw new FreshetError(
      'IMPORT_REFUSED',
      `${endpoint.href} is no intake that takes this: ${problem}. Check --url.`,
      { url, status },
    );
  }

  return {
    post: (body, signal, path = '/v1/events') =>
      send({ endpoint: new URL(path, url), method: 'POST', headers: json, body }, signal),
    deleteItem: (itemId, signal) =>
      send(
        { endpoint: new URL(`/v1/items/${encodeURIComponent(itemId)}`, url), method: 'DELETE' },
        signal,
      ),
  };
}

interface Call {
  readonly endpoint: URL;
  readonly method: 'POST' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const json = { 'content-type': 'application/json' };

/** Both the 202 and the 400 of the intake list what was refused. */
function parseAnswer(text: string): IntakeAnswer | undefined {
  try {
    const { accepted, rejected } = JSON.parse(text) as Partial<IntakeAnswer>;
    return typeof accepted === 'number' && Array.isArray(rejected)
      ? { accepted, rejected }
      : undefined;
  } catch {
    return undefined;
  }
}
