/** Refusals of one reason that are kept to be shown; all of them are counted. */
const EXAMPLES_MAX = 3;
/** Reasons that are told apart; further ones are counted together. */
const REASONS_MAX = 50;
const EXAMPLE_CHARACTERS_MAX = 300;

/** Why something was not imported. */
export interface Refusal {
  /** Such as PRICE_INVALID. */
  readonly code: string;
  readonly message: string;
}

export interface Reason {
  count: number;
  readonly examples: string[];
}

/** What was refused, by reason, with the first few of each. */
export class Refusals {
  readonly #reasons = new Map<string, Reason>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  get reasons(): ReadonlyMap<string, Readonly<Reason>> {
    return this.#reasons;
  }

  /** `where`: its line or place, and its id if it has one. */
  add(where: string, { code, message }: Refusal): void {
    this.#count++;
    const reason = this.#reasonOf(code);
    reason.count++;
    if (reason.examples.length === EXAMPLES_MAX) return;
    reason.examples.push(`${where}: ${message}`.slice(0, EXAMPLE_CHARACTERS_MAX));
  }

  /** A line for each reason, most frequent first, with its examples below. */
  text(): string {
    return [...this.#reasons]
      .toSorted(([, a], [, b]) => b.count - a.count)
      .flatMap(([code, { count, examples }]) => [
        `  ${count} ${code}\n`,
        ...examples.map((example) => `    ${example}\n`),
        ...(count > examples.length ? [`    … and ${count - examples.length} more\n`] : []),
      ])
      .join('');
  }

  #reasonOf(code: string): Reason {
    const name = this.#reasons.size < REASONS_MAX || this.#reasons.has(code) ? code : 'OTHERS';
    const reason = this.#reasons.get(name) ?? { count: 0, examples: [] };
    this.#reasons.set(name, reason);
    return reason;
  }
}
