import { RE2JS } from 're2js';
import { PATTERN_PROGRAM_MAX, PATTERN_TEXT_MAX } from './bounds.ts';

/**
 * Patterns in time linear in the text: those of JavaScript take exponential time for some, and every
 * event of a site is checked by them.
 */
export class Pattern {
  /** What is wrong with a source; undefined where nothing is. */
  static fault(source: string): string | undefined {
    try {
      return new Pattern(source).#fault();
    } catch (error) {
      return (error as Error).message;
    }
  }

  readonly #source: string;
  readonly #regex: RE2JS;

  /** @throws RE2JSException for a source that is no pattern. */
  constructor(source: string) {
    this.#source = source;
    this.#regex = RE2JS.compile(source);
  }

  test(text: string): boolean {
    return text.length <= PATTERN_TEXT_MAX && this.#regex.test(text);
  }

  #fault(): string | undefined {
    const size = this.#regex.programSize();
    if (size <= PATTERN_PROGRAM_MAX) return undefined;
    return `it comes to ${size} steps, more than ${PATTERN_PROGRAM_MAX}`;
  }

  /** By which ajv tells patterns apart. */
  toString(): string {
    return this.#source;
  }
}
