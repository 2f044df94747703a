import createClient, { type Client, createQuerySerializer } from 'openapi-fetch';
import type { paths } from './generated/api.ts';
import { FreshetProblem, type Problem, type Rejection } from './problem.ts';

export type Calls = Client<paths>;

export interface CallOptions {
  readonly url: string;
  /** Secret on servers, publishable on pages; '' where a server of this machine has none. */
  readonly key: string;
  /** How long an answer may take, in ms. */
  readonly timeoutMs: number;
  readonly fetch: typeof fetch;
}

/** The calls of one server, each with the key and a time-out. */
export function createCalls({ url, key, timeoutMs, fetch }: CallOptions): Calls {
  const isPublishable = key.startsWith('freshet_pk_');
  const serialize = createQuerySerializer();
  return createClient<paths>({
    baseUrl: url.replace(/\/+$/, ''),
    headers: key === '' || isPublishable ? {} : { authorization: `Bearer ${key}` },
    // In the address it costs a page of another origin no preflight.
    querySerializer: (query) => serialize(isPublishable ? { ...query, key } : query),
    fetch: (request) => fetch(request, { signal: AbortSignal.timeout(timeoutMs) }),
  });
}

interface Answered<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** What a call answers. @throws FreshetProblem */
export async function answerOf<Data>(call: Promise<Answered<Data>>): Promise<Data> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    throw noAnswer(cause);
  });
  if (data !== undefined) return data;
  const { rejected } = Object(error) as { readonly rejected?: readonly Rejection[] };
  const retryAfterMs = retryAfterOf(response);
  throw new FreshetProblem(response.status, problemIn(error), { retryAfterMs, rejected });
}

function noAnswer(cause: unknown): FreshetProblem {
  if (cause instanceof SyntaxError) {
    const message = 'The answer is not JSON: something else than Freshet gave it.';
    return new FreshetProblem(502, { code: 'ANSWER_UNREADABLE', message }, { cause });
  }
  const isLate = cause instanceof DOMException && cause.name === 'TimeoutError';
  const problem = isLate
    ? { code: 'TIMEOUT', message: 'No answer came in time.' }
    : { code: 'UNREACHABLE', message: 'The server cannot be reached.' };
  return new FreshetProblem(0, problem, { cause });
}

function problemIn(error: unknown): Problem {
  const { code, message, pointer } = Object(error) as Partial<Problem>;
  if (typeof code === 'string' && typeof message === 'string') {
    return { code, message, ...(pointer !== undefined && { pointer }) };
  }
  return { code: 'ANSWER_UNREADABLE', message: 'Something else than Freshet gave the answer.' };
}

/** Of seconds; a date, which Freshet never sends, is left out. */
function retryAfterOf({ headers }: Response): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}
