import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FreshetError } from '@freshet/runtime';
import { backoffMs, pause, retryAfterMs } from '../../intake/backoff.ts';
import { connectionProblem } from '../../intake/connection-problem.ts';

export interface DownloadBounds {
  /** Bytes as they come over the wire. */
  readonly bytesMax: number;
  /** How long the server may send nothing, in ms. */
  readonly stallMs: number;
  readonly tries: number;
}

const bounds: DownloadBounds = { bytesMax: 4 * 1024 ** 3, stallMs: 30_000, tries: 5 };

export interface Download {
  readonly path: string;
  /** Deletes it. */
  dispose(): Promise<void>;
}

/**
 * The whole of what is at the address, in a temporary file: nothing is imported of a download that
 * breaks off. Tried again on 429, 5xx and where the connection fails. A name and password in the
 * address are sent as Basic authorization.
 * @throws FreshetError IMPORT_SOURCE_UNREACHABLE; the signal's reason.
 */
export async function download(
  address: URL,
  signal: AbortSignal,
  limits: DownloadBounds = bounds,
): Promise<Download> {
  const folder = await mkdtemp(join(tmpdir(), 'freshet-import-'));
  const dispose = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'content');
  try {
    for (let attempt = 1; ; attempt++) {
      const failure = await tryOnce(address, path, { signal, limits });
      if (failure === undefined) return { path, dispose };
      if (attempt === limits.tries) throw unreachable(address, failure.problem);
      await pause(failure.retryInMs ?? backoffMs(attempt), signal);
    }
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** The address as it may be shown: without credentials and query, which often holds a token. */
export const shownAddress = ({ origin, pathname }: URL): string => `${origin}${pathname}`;

interface Failure {
  readonly problem: string;
  readonly retryInMs: number | undefined;
}

interface Try {
  readonly signal: AbortSignal;
  readonly limits: DownloadBounds;
}

async function tryOnce(
  address: URL,
  path: string,
  { signal, limits }: Try,
): Promise<Failure | undefined> {
  const stalled = new AbortController();
  const stall = () => stalled.abort(new Error(`it sent nothing for ${limits.stallMs} ms`));
  const timer = setTimeout(stall, limits.stallMs);
  try {
    const answer = await fetch(withoutCredentials(address), {
      headers: credentials(address),
      signal: AbortSignal.any([signal, stalled.signal]),
    });
    const { ok, status, headers, body } = answer;
    if (!ok || body === null) {
      const problem = `it answered ${status}`;
      if (status !== 429 && status < 500) throw unreachable(address, problem);
      return { problem, retryInMs: retryAfterMs(headers.get('retry-after')) };
    }
    let bytes = 0;
    async function* bounded(): AsyncGenerator<Uint8Array> {
      for await (const chunk of body!) {
        timer.refresh();
        bytes += chunk.length;
        if (bytes > limits.bytesMax) {
          throw unreachable(address, `it is longer than ${limits.bytesMax} bytes`);
        }
        yield chunk;
      }
    }
    await pipeline(bounded(), createWriteStream(path));
    return undefined;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof FreshetError) throw error;
    const failure = stalled.signal.aborted ? stalled.signal.reason : error;
    return { problem: connectionProblem(failure as Error), retryInMs: undefined };
  } finally {
    clearTimeout(timer);
  }
}

function withoutCredentials(address: URL): URL {
  const bare = new URL(address);
  bare.username = '';
  bare.password = '';
  return bare;
}

function credentials({ username, password }: URL): Record<string, string> {
  if (username === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

function unreachable(address: URL, problem: string): FreshetError {
  return new FreshetError(
    'IMPORT_SOURCE_UNREACHABLE',
    `${shownAddress(address)} cannot be had: ${problem}. Nothing was imported.`,
  );
}
