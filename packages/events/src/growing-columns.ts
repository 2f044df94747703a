/** Longest first memory of a column, in bytes. */
const FIRST_BYTES = 4_096;
/** Of a text's unit in UTF-8 at most. */
const UNIT_BYTES = 3;
const NEWLINE = 10;

/** Texts that hold no newline, in UTF-8 from the start: a million of them leave nothing to collect. */
export class TextColumn {
  #memory: Buffer = Buffer.allocUnsafe(FIRST_BYTES);
  #end = 0;
  #isFirst = true;

  /** Its length in bytes. */
  get bytes(): number {
    return this.#end;
  }

  /** null is kept as ''. Texts joined by newlines are added at once. */
  add(text: string | null): void {
    const length = text?.length ?? 0;
    this.#memory = roomy(this.#memory, this.#end, 1 + UNIT_BYTES * length);
    if (!this.#isFirst) this.#memory[this.#end++] = NEWLINE;
    this.#isFirst = false;
    if (length > 0) this.#end += this.#memory.write(text!, this.#end);
  }

  /** What was added, joined by newlines; the column is empty afterwards. */
  take(): string {
    const text = this.#memory.toString('utf8', 0, this.#end);
    this.#end = 0;
    this.#isFirst = true;
    return text;
  }
}

/** Numbers, little-endian, of `bytesEach` each. */
export class NumberColumn {
  readonly #write: (memory: Buffer, value: number, at: number) => void;
  readonly #bytesEach: number;
  #memory: Buffer = Buffer.allocUnsafe(FIRST_BYTES);
  #end = 0;

  constructor(bytesEach: number, write: (memory: Buffer, value: number, at: number) => void) {
    this.#bytesEach = bytesEach;
    this.#write = write;
  }

  /** Its length in bytes. */
  get bytes(): number {
    return this.#end;
  }

  add(value: number): void {
    this.#memory = roomy(this.#memory, this.#end, this.#bytesEach);
    this.#write(this.#memory, value, this.#end);
    this.#end += this.#bytesEach;
  }

  /** What was added; the column is empty afterwards. */
  take(): Buffer {
    const taken = Buffer.from(this.#memory.subarray(0, this.#end));
    this.#end = 0;
    return taken;
  }
}

export const float64 = () =>
  new NumberColumn(8, (memory, value, at) => memory.writeDoubleLE(value, at));
export const float32 = () =>
  new NumberColumn(4, (memory, value, at) => memory.writeFloatLE(value, at));
export const uint16 = () =>
  new NumberColumn(2, (memory, value, at) => memory.writeUInt16LE(value, at));

/** The same bytes with `more` bytes of room behind `end`. */
function roomy(memory: Buffer, end: number, more: number): Buffer {
  if (end + more <= memory.length) return memory;
  const larger = Buffer.allocUnsafe(Math.max(2 * memory.length, end + more));
  memory.copy(larger, 0, 0, end);
  return larger;
}
