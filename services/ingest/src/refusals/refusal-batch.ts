import { type IntakeRefusals, isIdentifier, type RefusedEntry } from '@freshet/events';
import type { Fault } from '../rejection.ts';

/** Sites and reasons that are counted apart in one batch; further ones are not told. */
const COUNTS_MAX = 1_000;
/** Entries that are told one by one in a batch: the first. */
const EXAMPLES_MAX = 50;
const TYPE_CHARS_MAX = 64;
const POINTER_CHARS_MAX = 256;

/** What was refused since it was told the last time. */
export class RefusalBatch {
  readonly #counts = new Map<string, { site: string; code: string; count: number }>();
  readonly #examples: RefusedEntry[] = [];

  get isEmpty(): boolean {
    return this.#counts.size === 0;
  }

  /** `entry` is what was refused, whatever it is; undefined: the request as a whole. */
  add(
    site: string,
    { code, pointer }: Omit<Fault, 'code' | 'message'> & { code: string },
    at: number,
    entry?: unknown,
  ): void {
    if (!this.#count(site, code) || this.#examples.length >= EXAMPLES_MAX) return;
    const { id, type } = Object(entry) as Record<string, unknown>;
    this.#examples.push({
      site,
      code,
      pointer: pointer.slice(0, POINTER_CHARS_MAX),
      at,
      id: typeof id === 'string' && isIdentifier(id) ? id : null,
      type: typeof type === 'string' && type.length <= TYPE_CHARS_MAX ? type : null,
    });
  }

  /** All of it, told at `at`. */
  told(at: number): IntakeRefusals {
    return { at, counts: [...this.#counts.values()], examples: this.#examples };
  }

  /** @returns false where there is no room. */
  #count(site: string, code: string): boolean {
    const key = `${site} ${code}`;
    const known = this.#counts.get(key);
    if (known !== undefined) known.count++;
    else if (this.#counts.size >= COUNTS_MAX) return false;
    else this.#counts.set(key, { site, code, count: 1 });
    return true;
  }
}
