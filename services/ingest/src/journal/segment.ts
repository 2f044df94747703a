import { type FileHandle, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeFrame, type Frame } from './frame.ts';

const NAME = /^(\d{10})\.journal$/;

export const segmentPath = (dir: string, number: number): string =>
  join(dir, `${String(number).padStart(10, '0')}.journal`);

/** The number in a segment's file name; undefined for other files. */
export function segmentNumber(fileName: string): number | undefined {
  const digits = NAME.exec(fileName)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** A new file's name is on disk only once its folder is. */
async function syncFolder(dir: string): Promise<void> {
  const folder = await open(dir, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** One append-only file of the journal. */
export class Segment {
  readonly number: number;
  readonly #path: string;
  readonly #file: FileHandle;
  #bytes: number;

  private constructor(number: number, path: string, file: FileHandle, bytes: number) {
    this.number = number;
    this.#path = path;
    this.#file = file;
    this.#bytes = bytes;
  }

  static async create(dir: string, number: number): Promise<Segment> {
    const path = segmentPath(dir, number);
    const file = await open(path, 'wx+');
    const segment = new Segment(number, path, file, 0);
    try {
      await syncFolder(dir);
      return segment;
    } catch (error) {
      await segment.remove().catch(() => undefined);
      throw error;
    }
  }

  /** Opens a segment of an earlier process, for reading. */
  static async reopen(dir: string, number: number): Promise<Segment> {
    const path = segmentPath(dir, number);
    const file = await open(path, 'r');
    return new Segment(number, path, file, (await file.stat()).size);
  }

  /** Bytes that were written whole. */
  get bytes(): number {
    return this.#bytes;
  }

  /** On disk when this resolves; when it rejects, the segment ends where it did before. */
  async append(frames: readonly Buffer[]): Promise<void> {
    const bytes = Buffer.concat(frames);
    try {
      await this.#write(bytes);
      await this.#file.datasync();
    } catch (error) {
      // Gives the room back; should this fail too, recovery stops at the torn frame.
      await this.#file.truncate(this.#bytes).catch(() => undefined);
      throw error;
    }
    this.#bytes += bytes.length;
  }

  async #write(bytes: Buffer): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      const at = this.#bytes + done;
      const { bytesWritten } = await this.#file.write(bytes, done, bytes.length - done, at);
      done += bytesWritten;
    }
  }

  async read(offset: number, length: number): Promise<Frame | undefined> {
    const { buffer, bytesRead } = await this.#file.read(
      Buffer.allocUnsafe(length),
      0,
      length,
      offset,
    );
    return decodeFrame(buffer.subarray(0, bytesRead));
  }

  async readAll(): Promise<Buffer> {
    return readFile(this.#path);
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async remove(): Promise<void> {
    await this.#file.close();
    await unlink(this.#path);
  }
}
