import type { FileHandle } from 'node:fs/promises';

const CHUNK_BYTES = 64 * 1024;
const LINE_FEED = 0x0a;

/** Bytes up to and with the last line feed: what a crash has left of whole lines. */
export async function wholeLinesBytes(file: FileHandle): Promise<number> {
  let { size } = await file.stat();
  const chunk = Buffer.alloc(CHUNK_BYTES);
  while (size > 0) {
    const from = Math.max(0, size - CHUNK_BYTES);
    const { bytesRead } = await file.read(chunk, 0, size - from, from);
    const last = chunk.subarray(0, bytesRead).lastIndexOf(LINE_FEED);
    if (last >= 0) return from + last + 1;
    size = from;
  }
  return 0;
}
