import { goToLogin, ownName } from '../shell/session.ts';
import { Fault, faultOf } from './fault.ts';

/** A service that takes longer hangs, for all that somebody who waits can tell. */
const PATIENCE_MS = 10_000;

export interface Call {
  readonly method?: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Goes as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** The JSON that a path of this origin answers. @throws Fault; whatever was thrown by `signal`. */
export async function call<T>(
  path: string,
  { method = 'GET', body, headers, signal }: Call = {},
): Promise<T> {
  const timeout = AbortSignal.timeout(PATIENCE_MS);
  const signals = signal === undefined ? timeout : AbortSignal.any([timeout, signal]);
  try {
    const answer = await fetch(path, {
      method,
      signal: signals,
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const document = await answer.json().catch((error: unknown) => {
      if (signals.aborted) throw error;
      return undefined;
    });
    if (!answer.ok) {
      const fault = faultOf(answer.status, document);
      // Whose session is over is a stranger without a key to what asks for keys.
      const isOver = fault.code === 'KEY_MISSING' && ownName.value !== null;
      if (fault.code === 'LOGIN_REQUIRED' || isOver) goToLogin();
      throw fault;
    }
    if (document !== undefined) return document as T;
    throw new Fault(
      answer.status,
      'ANSWER_MALFORMED',
      'The service answered something else than JSON.',
    );
  } catch (error) {
    if (error instanceof Fault || signal?.aborted) throw error;
    if (timeout.aborted) {
      const seconds = PATIENCE_MS / 1000;
      throw new Fault(0, 'TIMEOUT', `No answer within ${seconds} s; the service may hang.`);
    }
    throw new Fault(0, 'UNREACHABLE', 'The service cannot be reached.');
  }
}

/** A path with those parameters that say something. */
export function withQuery(
  path: string,
  parameters: Readonly<Record<string, string | number | boolean | null | undefined>>,
): string {
  const told = Object.entries(parameters).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  );
  const query = new URLSearchParams(told.map(([name, value]) => [name, String(value)]));
  return told.length === 0 ? path : `${path}?${query.toString()}`;
}
