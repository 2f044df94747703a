import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { FreshetError } from '@freshet/runtime';
import { digestOf, readText } from '../../clicks/file-content.ts';
import { download, shownAddress } from './download.ts';

/** How much of the content decides what format it is. */
const START_BYTES = 4096;

/** What is imported: a file, or what was at an address. */
export interface Source {
  /** As it may be shown. */
  readonly name: string;
  /** What it is known by from run to run: the file's whole path, or the address. */
  readonly identity: string;
  /** The address it came from. */
  readonly address: URL | undefined;
  /** As it lies on disk. */
  readonly bytes: number;
  /** How far `content` has been read, of `bytes`. */
  readonly bytesRead: number;
  /** The first 16 hex digits of its SHA-256, as it lies on disk: names a history. */
  digest(): Promise<string>;
  /** The first 4 KB, unpacked. */
  readonly start: Buffer;
  /** The whole of it, unpacked; a failure of the file ends it with that. */
  content(): Readable;
  close(): Promise<void>;
}

/**
 * A file or the content of an http address, gzipped or not, whatever its name says. Close it.
 * @throws FreshetError IMPORT_SOURCE_UNREACHABLE, IMPORT_FILE_INVALID; the signal's reason.
 */
export async function openSource(location: string, signal: AbortSignal): Promise<Source> {
  const address = /^https?:\/\//i.test(location) ? addressOf(location) : undefined;
  if (address === undefined) {
    const identity = resolve(location);
    return sourceOf({ path: identity, name: location, identity, address, close: async () => {} });
  }
  const { path, dispose } = await download(address, signal);
  const named = { path, name: shownAddress(address), identity: address.href, address };
  try {
    return await sourceOf({ ...named, close: dispose });
  } catch (error) {
    await dispose();
    throw error;
  }
}

function addressOf(location: string): URL {
  if (URL.canParse(location)) return new URL(location);
  throw new FreshetError('IMPORT_SOURCE_UNREACHABLE', `"${location}" is no address.`);
}

type Located = Pick<Source, 'name' | 'identity' | 'address' | 'close'> & { readonly path: string };

async function sourceOf({ path, ...named }: Located): Promise<Source> {
  try {
    const { size: bytes } = await stat(path);
    const isGzip = await beginsAsGzip(path);
    let file: ReadStream | undefined;
    return {
      ...named,
      bytes,
      get bytesRead() {
        return file?.bytesRead ?? 0;
      },
      digest: async () => (await digestOf(path)).sha256.slice(0, 16),
      start: await startOf(readText(path, isGzip).text),
      content() {
        const reading = readText(path, isGzip);
        file = reading.file;
        return reading.text;
      },
    };
  } catch (cause) {
    throw unreadable(named.name, cause);
  }
}

/** Where the content is not what it should be. What was imported before that stays. */
export function unreadable(name: string, cause: unknown, place = ''): FreshetError {
  if (cause instanceof FreshetError) return cause;
  const at = place === '' ? '' : ` at ${place}`;
  const message = `${name} cannot be read${at}: ${(cause as Error).message}.`;
  return new FreshetError('IMPORT_FILE_INVALID', message, { cause });
}

/** RFC 1952: a gzip member begins with 1f 8b. */
async function beginsAsGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

async function startOf(content: Readable): Promise<Buffer> {
  let start = Buffer.alloc(0);
  for await (const chunk of content as AsyncIterable<Buffer>) {
    start = Buffer.concat([start, chunk]);
    if (start.length >= START_BYTES) break;
  }
  return start.subarray(0, START_BYTES);
}
