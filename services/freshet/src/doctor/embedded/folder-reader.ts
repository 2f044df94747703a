import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { InspectedFolder } from '@freshet/stream';

/** What a data directory holds, or why that cannot be read. */
export type FolderReading =
  | { readonly folder: InspectedFolder; readonly owner: number | undefined }
  /** Versions of the file format: of the data, and the one that can be read. */
  | { readonly otherVersion: number; readonly known: number }
  | { readonly failure: string };

/** Of a folder that could be read. */
export type ReadableFolder = Extract<FolderReading, { folder: unknown }>;

const reader = fileURLToPath(new URL('./main.ts', import.meta.url));

/**
 * Reads a data directory in a process of its own: a damaged one can end the process that maps it, or
 * have it search for ever. It is ended with `signal`.
 */
export async function readFolder(dir: string, signal: AbortSignal): Promise<FolderReading> {
  const child = fork(reader, [dir], { stdio: 'ignore', signal, killSignal: 'SIGKILL' });
  child.on('error', () => {});
  let reading: FolderReading | undefined;
  child.once('message', (message) => {
    reading = message as FolderReading;
  });
  const [code, killedBy] = (await once(child, 'close')) as [number | null, string | null];
  return reading ?? { failure: `reading it ended by ${killedBy ?? `exit code ${code}`}` };
}
