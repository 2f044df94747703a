import type { Readable } from 'node:stream';

/** Bytes of one line. */
export const LINE_BYTES_MAX = 256 * 1024;

export interface Line {
  /** From 1. */
  readonly number: number;
  /** undefined: it is too long. */
  readonly text: string | undefined;
}

/** The lines of a UTF-8 text, without blank ones; of one that is too long no more is kept than its number. */
export async function* linesOf(
  content: Readable,
  bytesMax: number = LINE_BYTES_MAX,
): AsyncGenerator<Line> {
  let number = 1;
  let held: Buffer[] = [];
  let heldBytes = 0;

  function hold(part: Buffer): void {
    heldBytes += part.length;
    if (heldBytes <= bytesMax) held.push(part);
    else held = [];
  }
  function* finish(): Generator<Line> {
    const text = heldBytes > bytesMax ? undefined : textOf(Buffer.concat(held), number);
    if (text !== '') yield { number, text };
    number++;
    held = [];
    heldBytes = 0;
  }
  for await (const chunk of content as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, from)) {
      hold(chunk.subarray(from, end));
      yield* finish();
      from = end + 1;
    }
    hold(chunk.subarray(from));
  }
  yield* finish();
}

function textOf(bytes: Buffer, number: number): string {
  const text = bytes.toString('utf8').trim();
  return number === 1 ? text.replace(/^\uFEFF/, '') : text;
}
