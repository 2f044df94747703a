import { constants } from 'node:fs';
import { access, type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import type { Consignment, Destination, Outcome } from '../destination.ts';
import { wholeLinesBytes } from './whole-lines.ts';

export interface JsonLinesFileOptions {
  readonly path: string;
  /** Size at which the file is put aside and a new one begun. */
  readonly bytesMax: number;
  /** Epoch ms; names the files put aside. */
  readonly clock: () => number;
}

interface Waiting {
  readonly events: readonly string[];
  settle(outcome: Outcome): void;
}

interface OpenFile {
  readonly handle: FileHandle;
  /** All of it whole lines, flushed. */
  size: number;
}

/**
 * Appends events to a file, one JSON text a line, and says delivered once they are flushed. What comes
 * in during a flush is written and flushed together; callers wait, so that is at most one consignment
 * each. One process per file: it cuts off what a crash left half written.
 */
export function createJsonLinesFile(options: JsonLinesFileOptions): Destination {
  return new JsonLinesFile(options);
}

class JsonLinesFile implements Destination {
  readonly #o: JsonLinesFileOptions;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #file: OpenFile | undefined;

  constructor(options: JsonLinesFileOptions) {
    this.#o = options;
  }

  deliver({ events }: Consignment): Promise<Outcome> {
    return new Promise((settle) => {
      this.#waiting.push({ events, settle });
      this.#writing ??= this.#writeAll();
    });
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#letGo();
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      const outcome = await this.#append(group.flatMap(({ events }) => events));
      for (const { settle } of group) settle(outcome);
    }
    this.#writing = undefined;
  }

  async #append(events: readonly string[]): Promise<Outcome> {
    const bytes = Buffer.from(`${events.join('\n')}\n`);
    try {
      const file = await this.#roomFor(bytes.length);
      await writeWhole(file.handle, bytes);
      await file.handle.datasync();
      file.size += bytes.length;
      return { kind: 'delivered' };
    } catch (error) {
      // Opened anew, it loses what was written of this.
      await this.#letGo();
      const { message } = error as Error;
      return { kind: 'failed', cause: 'disk', message: `${this.#o.path}: ${message}` };
    }
  }

  async #roomFor(bytes: number): Promise<OpenFile> {
    this.#file ??= await openWhole(this.#o.path);
    if (this.#file.size > 0 && this.#file.size + bytes > this.#o.bytesMax) {
      await this.#letGo();
      await this.#putAside();
      this.#file = await openWhole(this.#o.path);
    }
    return this.#file;
  }

  /** `events.jsonl` becomes `events-2026-11-21T07-00-00-000Z.jsonl` and is not touched again. */
  async #putAside(): Promise<void> {
    const { dir, name, ext } = parse(this.#o.path);
    for (let at = this.#o.clock(); ; at++) {
      const moment = new Date(at).toISOString().replaceAll(/[:.]/g, '-');
      const aside = join(dir, `${name}-${moment}${ext}`);
      if (await isThere(aside)) continue;
      await rename(this.#o.path, aside);
      return;
    }
  }

  async #letGo(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.handle.close().catch(() => undefined);
  }
}

/** Opens for appending behind the last whole line; a folder or file that is missing is created. */
async function openWhole(path: string): Promise<OpenFile> {
  await mkdir(dirname(path), { recursive: true });
  const handle = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND, 0o640);
  try {
    const size = await wholeLinesBytes(handle);
    await handle.truncate(size);
    await flushFolder(dirname(path));
    return { handle, size };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Without it a new or renamed file may be gone after a power cut. */
async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** A full disk takes a part of the bytes first and says so only at the next call. */
async function writeWhole(handle: FileHandle, bytes: Buffer): Promise<void> {
  for (let from = 0; from < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, from);
    from += bytesWritten;
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
