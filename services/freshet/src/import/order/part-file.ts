import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { linesOf } from '../source/lines.ts';
import type { Timed } from './timed.ts';

/** Bytes of a part that are read ahead; many parts are read at once. */
const READ_AHEAD_BYTES = 64 * 1024;

/** Writes texts one a line, each behind its time. */
export async function writePart(path: string, texts: readonly Timed[]): Promise<void> {
  await writeFile(path, texts.map(({ at, text }) => `${at} ${text}\n`).join(''));
}

/** The texts of a part, in the order in which they were written. */
export async function* readPart(path: string): AsyncGenerator<Timed> {
  const content = createReadStream(path, { highWaterMark: READ_AHEAD_BYTES });
  for await (const { text } of linesOf(content, Infinity)) {
    const end = text!.indexOf(' ');
    yield { at: Number(text!.slice(0, end)), text: text!.slice(end + 1) };
  }
}
