import { FreshetError } from '@freshet/runtime';

/** How long one call may take, in ms; going live may wait for a namespace to catch up. */
const CALL_MS_MAX = 60_000;

export interface GroupProgress {
  readonly group: string;
  readonly lag: number;
  readonly records: number;
}

export interface ListedNamespace {
  readonly name: string;
  readonly state: 'live' | 'previous' | 'fed';
  readonly partitions: number;
  readonly createdAt: number;
  readonly to: readonly number[] | null;
  readonly groups: readonly GroupProgress[];
}

/** What `/v1/admin/namespaces` answers to every call. */
export interface Listing {
  readonly live: string;
  /** The one that the asked process answers from; behind `live` while it goes over. */
  readonly served: string;
  readonly namespaces: readonly ListedNamespace[];
}

export interface NamespaceClient {
  list(): Promise<Listing>;
  create(
    namespace: { name: string; from: string; to?: string } | { name: string; partitions: number },
  ): Promise<Listing>;
  swap(name: string, force: boolean): Promise<Listing>;
  drop(name: string): Promise<Listing>;
}

/** Every call throws FreshetError ADMIN_REFUSED when it is not answered with a listing. */
export function createNamespaceClient(url: string): NamespaceClient {
  const at = (...path: string[]) =>
    new URL(['/v1/admin/namespaces', ...path.map(encodeURIComponent)].join('/'), url);
  return {
    list: () => call('GET', at()),
    create: (namespace) => call('POST', at(), namespace),
    swap: (name, force) => call('POST', at(name, 'live'), { force }),
    drop: (name) => call('DELETE', at(name)),
  };
}

async function call(method: string, url: URL, body?: object): Promise<Listing> {
  const signal = AbortSignal.timeout(CALL_MS_MAX);
  const json = body && {
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  };
  const answer = await fetch(url, { method, signal, ...json }).catch((cause: Error) => {
    const reason = cause.cause instanceof Error ? cause.cause.message : cause.message;
    throw refused(url, `nothing answered (${reason}); check --url`, cause);
  });
  const text = await answer.text();
  if (answer.ok) return JSON.parse(text) as Listing;
  throw refused(url, problemIn(text) ?? `it answered ${answer.status} ${text.slice(0, 300)}`);
}

function problemIn(text: string): string | undefined {
  try {
    const { code, message } = JSON.parse(text) as { code?: string; message?: string };
    return code === undefined ? undefined : `${code}: ${message}`;
  } catch {
    return undefined;
  }
}

function refused({ href }: URL, reason: string, cause?: Error): FreshetError {
  return new FreshetError('ADMIN_REFUSED', `${href} refused: ${reason}`, { cause });
}
