import { FreshetError } from '@freshet/runtime';

/**
 * How long one call may take, in ms: a redrive of thousands of letters, or going over to a
 * namespace that has to catch up, takes seconds.
 */
const CALL_MS = 120_000;

/** Calls the admin routes of a running instance. */
export interface AdminClient {
  get<T>(path: string, query?: URLSearchParams): Promise<T>;
  send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<T>;
}

/** @throws FreshetError ADMIN_REFUSED from its calls, with what the instance said. */
export function createAdminClient(url: string, key = ''): AdminClient {
  const credential: Record<string, string> = key === '' ? {} : { authorization: `Bearer ${key}` };
  async function call<T>(address: URL, init?: RequestInit): Promise<T> {
    const answer = await reach(address, init);
    const text = await answer.text();
    if (answer.ok) return JSON.parse(text) as T;
    throw refused(`${address.origin} answered ${answer.status}: ${problemIn(text)}`);
  }
  return {
    get(path, query) {
      const address = new URL(path, url);
      address.search = String(query ?? '');
      return call(address, { headers: credential });
    },
    send: (method, path, body) =>
      call(new URL(path, url), {
        method,
        headers: {
          ...credential,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
  };
}

async function reach(address: URL, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { ...init, signal: AbortSignal.timeout(CALL_MS) });
  } catch (cause) {
    const { message, cause: deeper } = cause as Error;
    const reason = deeper instanceof Error && deeper.message !== '' ? deeper.message : message;
    throw refused(
      `${address.origin} cannot be reached: ${reason}. Is it running? See --url`,
      cause,
    );
  }
}

/** `CODE: message` of a problem; otherwise the start of whatever it is. */
function problemIn(text: string): string {
  const start = text.slice(0, 300);
  try {
    const { code, message } = JSON.parse(text) as { code?: string; message?: string };
    return code === undefined ? start : `${code}: ${message}`;
  } catch {
    return start;
  }
}

function refused(message: string, cause?: unknown): FreshetError {
  return new FreshetError('ADMIN_REFUSED', message, { cause });
}
