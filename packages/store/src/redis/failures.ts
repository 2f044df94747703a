import { FreshetError } from '@freshet/runtime';
import { ReplyError } from 'ioredis';

/** Refusals that go away by themselves or by an operator's hand; nothing was executed. */
const TRANSIENT = new Set([
  'BUSY',
  'CLUSTERDOWN',
  'LOADING',
  'MASTERDOWN',
  'MISCONF',
  'NOREPLICAS',
  'OOM',
  'READONLY',
  'TRYAGAIN',
  'UNKILLABLE',
]);
const DENIED = new Set(['NOAUTH', 'NOPERM', 'WRONGPASS']);

/** Whether the server answered with this error word. */
export function isReply(error: unknown, word: string): boolean {
  return error instanceof ReplyError && (error as Error).message.startsWith(word);
}

/**
 * What a failed call means to the callers of the store; `address` must not hold credentials. A
 * failure that is neither the connection's nor one the server is known for is a fault of ours and
 * stays as it is.
 */
export function storeFailure(error: unknown, address: string): unknown {
  const cause = innermost(error);
  if (!(cause instanceof Error) || cause instanceof FreshetError) return error;
  if (isAboutTrust(cause)) return untrusted(address, cause);
  if (!(cause instanceof ReplyError)) return unreachable(address, cause);
  const word = cause.message.split(' ', 1)[0]!;
  if (TRANSIENT.has(word)) return unreachable(address, cause);
  if (DENIED.has(word)) {
    return new FreshetError(
      'STORE_MISCONFIGURED',
      word === 'NOPERM'
        ? `Redis at ${address} does not let this user do what a service needs (${cause.message}); docs/access.md says what to grant.`
        : `Redis at ${address} refuses these credentials (${cause.message}); check user and password in REDIS_URL.`,
      { cause, address },
    );
  }
  return cause;
}

export function unreachable(address: string, cause: Error | undefined): FreshetError {
  const reason = cause?.message ?? 'not connected';
  return new FreshetError(
    'STORE_UNREACHABLE',
    `Redis at ${address} did not answer (${reason}); check that it runs and that REDIS_URL leads to it.`,
    { cause, address },
  );
}

/** What TLS says of a server that is not who it should be, or speaks none. */
const isAboutTrust = ({ message }: Error): boolean =>
  /certificate|altnames|wrong version number|ssl3_|tlsv1/i.test(message);

function untrusted(address: string, cause: Error): FreshetError {
  return new FreshetError(
    'STORE_MISCONFIGURED',
    `Redis at ${address} and this process do not agree on TLS (${cause.message}); check that REDIS_URL is rediss:// where Redis has TLS, and REDIS_CA_FILE.`,
    { cause, address },
  );
}

/** A Cluster wraps the node's own reason. */
function innermost(error: unknown): unknown {
  const node = (error as { lastNodeError?: unknown } | undefined)?.lastNodeError;
  return withoutCommand(node ?? error);
}

/**
 * The error without the command that ioredis puts on it, whose arguments are passwords or what is kept
 * of visitors, and which whoever logs the error would log.
 */
export function withoutCommand<T>(error: T): T {
  if (error instanceof Error) delete (error as { command?: unknown }).command;
  return error;
}
