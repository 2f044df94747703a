import { HttpProblem, isObject, type JsonObject } from '@freshet/runtime';

export const TEXT_LENGTH_MAX = 256;
export const LIST_LENGTH_MAX = 1000;

/** The parameters of a query, all texts, or the members of a body. */
export type Fields = JsonObject;

/** Reads an admin call's fields; a field nobody reads is refused, since it may be a filter misspelt. */
export class AdminFields {
  readonly #fields: Fields;

  constructor(fields: Fields, allowed: readonly string[]) {
    const stranger = Object.keys(fields).find((name) => !allowed.includes(name));
    if (stranger !== undefined)
      throw refusal(stranger, `is not known; there are ${allowed.join(', ')}`);
    this.#fields = fields;
  }

  text(name: string): string | undefined {
    const value = this.#fields[name];
    if (value === undefined) return undefined;
    if (typeof value === 'string' && value.length <= TEXT_LENGTH_MAX) return value;
    throw refusal(name, `must be one text of at most ${TEXT_LENGTH_MAX} characters`);
  }

  choice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const value = this.#fields[name];
    const chosen = choices.find((choice) => choice === value);
    if (value === undefined || chosen !== undefined) return chosen;
    throw refusal(name, `must be one of ${choices.join(', ')}`);
  }

  whole(name: string, { min, max }: { min: number; max: number }): number | undefined {
    const value = this.#fields[name];
    if (value === undefined) return undefined;
    const number = wholeNumber(value);
    if (number !== undefined && number >= min && number <= max) return number;
    throw refusal(name, `must be a whole number from ${min} to ${max}`);
  }

  /** One or several. */
  wholes(name: string): readonly number[] | undefined {
    const value = this.#fields[name];
    if (value === undefined) return undefined;
    const numbers = (Array.isArray(value) ? value : [value]).map(wholeNumber);
    const fits = numbers.length > 0 && numbers.length <= LIST_LENGTH_MAX;
    if (fits && numbers.every((number) => number !== undefined && number >= 0)) {
      return numbers as number[];
    }
    throw refusal(name, `must be 1 to ${LIST_LENGTH_MAX} whole numbers`);
  }

  /** Epoch ms or ISO 8601. */
  moment(name: string): number | undefined {
    const value = this.#fields[name];
    if (value === undefined) return undefined;
    const number =
      wholeNumber(value) ?? (typeof value === 'string' ? Date.parse(value) : Number.NaN);
    if (number >= 0) return number;
    throw refusal(name, 'must be a time, in epoch milliseconds or ISO 8601');
  }

  flag(name: string): boolean {
    const value = this.#fields[name];
    if (value === undefined || typeof value === 'boolean') return value ?? false;
    throw refusal(name, 'must be true or false');
  }
}

/** @throws HttpProblem PARAMETER_INVALID unless the body is a JSON object; no body is an empty one. */
export function fieldsOf(body: unknown): Fields {
  if (body === undefined || body === null) return {};
  if (isObject(body)) return body;
  throw new HttpProblem(400, {
    code: 'PARAMETER_INVALID',
    message: 'The body must be a JSON object.',
    pointer: '',
  });
}

function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? (number as number) : undefined;
}

function refusal(name: string, what: string): HttpProblem {
  const message = `${name.slice(0, 64)} ${what}.`;
  return new HttpProblem(400, {
    code: 'PARAMETER_INVALID',
    message,
    pointer: `/${name.slice(0, 64)}`,
  });
}
