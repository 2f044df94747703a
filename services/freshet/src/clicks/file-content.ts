import { createHash } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { FreshetError } from '@freshet/runtime';

/** Bytes of one line; a longer one means that the file is no csv or tsv. */
export const LINE_BYTES_MAX = 64 * 1024;

export interface FileContent {
  /** SHA-256 of the file as it lies on disk, in hex. */
  readonly sha256: string;
  readonly bytes: number;
  readonly isGzip: boolean;
  readonly firstLine: string;
}

/** @throws FreshetError CLICK_FILE_INVALID when the file cannot be read. */
export async function inspectFile(path: string): Promise<FileContent> {
  try {
    const digest = await digestOf(path);
    return { ...digest, firstLine: await firstLineOf(readText(path, digest.isGzip).text) };
  } catch (cause) {
    throw fileInvalid(path, cause);
  }
}

/** The file's text from its start, unpacked if need be; errors of the file end the text. */
export function readText(path: string, isGzip: boolean): { text: Readable; file: ReadStream } {
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  if (!isGzip) return { text: file, file };
  const text = createGunzip();
  // A failure of the file ends the reading of the text with it.
  pipeline(file, text, () => {});
  return { text, file };
}

export function fileInvalid(path: string, cause: unknown): FreshetError {
  if (cause instanceof FreshetError) return cause;
  const reason = (cause as Error).message;
  return new FreshetError('CLICK_FILE_INVALID', `${path} cannot be read: ${reason}.`, { cause });
}

/** Of a file as it lies on disk. */
export async function digestOf(path: string): Promise<Omit<FileContent, 'firstLine'>> {
  const hash = createHash('sha256');
  let bytes = 0;
  let isGzip = false;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    // RFC 1952: a gzip member begins with 1f 8b.
    if (bytes === 0) isGzip = chunk[0] === 0x1f && chunk[1] === 0x8b;
    bytes += chunk.length;
    hash.update(chunk);
  }
  return { sha256: hash.digest('hex'), bytes, isGzip };
}

async function firstLineOf(text: Readable): Promise<string> {
  let start = '';
  for await (const chunk of text as AsyncIterable<Buffer>) {
    start += chunk.toString('utf8');
    if (start.includes('\n') || start.length > LINE_BYTES_MAX) break;
  }
  const [line = ''] = start.split(/\r?\n/, 1);
  return line.replace(/^\uFEFF/, '').slice(0, LINE_BYTES_MAX);
}
