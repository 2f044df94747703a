import type { IntakeRefusals, RefusedEntry } from '@freshet/events';

const STEP_MS = 60_000;
/** Minutes in which something was refused that are remembered, of all sites. */
const STEPS_MAX = 20_000;
/** Codes told apart in one; ingest has few dozen. */
const CODES_MAX = 100;
/** Entries that are remembered one by one, about 300 bytes each. */
const EXAMPLES_MAX = 5_000;
/** Of one code in an answer. */
const SHOWN_MAX = 5;

interface Step {
  readonly site: string;
  readonly at: number;
  readonly counts: Map<string, number>;
}

export interface RefusedCode {
  readonly code: string;
  count: number;
  lastAt: number;
  /** Newest first. */
  readonly examples: readonly RefusedEntry[];
}

/** What all ingests refused, or set aside, of late, minute by minute, and some of it one by one. */
export class Refusals {
  readonly #steps = new Map<string, Step>();
  #examples: RefusedEntry[] = [];

  take({ at, counts, examples }: IntakeRefusals): void {
    for (const { site, code, count } of counts) this.#count(site, at, code, count);
    this.#examples.push(...examples);
    // Cutting by an eighth at a time costs nothing to speak of.
    if (this.#examples.length > EXAMPLES_MAX * 1.125) {
      this.#examples = this.#examples.slice(-EXAMPLES_MAX);
    }
  }

  /** By code, most frequent first, from the minute of `from` to before `to`. */
  between(site: string, from: number, to: number): readonly RefusedCode[] {
    const byCode = new Map<string, RefusedCode>();
    for (const step of this.#stepsOf(site, from, to)) {
      for (const [code, count] of step.counts) {
        const known = byCode.get(code);
        if (known === undefined) {
          const examples = this.#examplesOf(site, code);
          byCode.set(code, { code, count, lastAt: step.at, examples });
        } else {
          known.count += count;
          known.lastAt = Math.max(known.lastAt, step.at);
        }
      }
    }
    return [...byCode.values()].toSorted((a, b) => b.count - a.count);
  }

  /** How many were refused in that time. */
  count(site: string, from: number, to: number): number {
    let sum = 0;
    for (const { counts } of this.#stepsOf(site, from, to)) {
      for (const count of counts.values()) sum += count;
    }
    return sum;
  }

  /** The newest with this id, as far as they were told one by one. */
  find(id: string): RefusedEntry | undefined {
    return this.#examples.findLast((entry) => entry.id === id);
  }

  #count(site: string, at: number, code: string, count: number): void {
    const begin = at - (at % STEP_MS);
    const key = `${site}/${begin}`;
    let step = this.#steps.get(key);
    if (step === undefined) {
      step = { site, at: begin, counts: new Map() };
      this.#steps.set(key, step);
      const [oldest] = this.#steps.keys();
      if (this.#steps.size > STEPS_MAX) this.#steps.delete(oldest!);
    }
    const { counts } = step;
    const name = counts.has(code) || counts.size < CODES_MAX ? code : 'OTHER';
    counts.set(name, (counts.get(name) ?? 0) + count);
  }

  *#stepsOf(site: string, from: number, to: number): Iterable<Step> {
    const begin = from - (from % STEP_MS);
    for (const step of this.#steps.values()) {
      if (step.site === site && step.at >= begin && step.at < to) yield step;
    }
  }

  #examplesOf(site: string, code: string): readonly RefusedEntry[] {
    const own = this.#examples.filter((entry) => entry.site === site && entry.code === code);
    return own.slice(-SHOWN_MAX).toReversed();
  }
}
