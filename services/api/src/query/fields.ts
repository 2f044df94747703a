import { ID_BYTES_MAX, isIdentifier } from '@freshet/events';
import { HttpProblem, isObject, type JsonObject } from '@freshet/runtime';

/** The parameters of a query or the members of a body, not yet checked. */
export type Fields = JsonObject;

/**
 * Reads fields one by one; each refusal names the field, what it may be and what came.
 * `pointer` (RFC 6901) leads to the object that holds them; '' for a query or a whole body.
 */
export class FieldReader {
  readonly #fields: Fields;
  readonly pointer: string;

  /** @throws HttpProblem PARAMETER_UNKNOWN for a field that is not in `allowed`. */
  constructor(fields: Fields, allowed: readonly string[], pointer = '') {
    this.#fields = fields;
    this.pointer = pointer;
    refuseOthers(fields, allowed, pointer);
  }

  at(name: string): string {
    return pointerTo(this.pointer, name);
  }

  has(name: string): boolean {
    return this.#fields[name] !== undefined;
  }

  value(name: string): unknown {
    return this.#fields[name];
  }

  /** An id, null when absent. */
  identifier(name: string): string | null {
    const value = this.#fields[name];
    if (value === undefined) return null;
    if (typeof value === 'string' && isIdentifier(value)) return value;
    throw this.refusal(name, `a text of 1 to ${ID_BYTES_MAX} bytes without control characters`);
  }

  /** A list of ids, null when absent. */
  identifiers(name: string, max: number): readonly string[] | null {
    const value = this.#fields[name];
    if (value === undefined) return null;
    if (!Array.isArray(value) || value.length > max) {
      throw this.refusal(name, `a list of at most ${max} ids`);
    }
    const stranger = value.findIndex((id) => typeof id !== 'string' || !isIdentifier(id));
    if (stranger < 0) return value as string[];
    throw this.refusal(name, `a list of ids, each of 1 to ${ID_BYTES_MAX} bytes`, `/${stranger}`);
  }

  integer(name: string, { min, max, otherwise }: { min: number; max: number; otherwise: number }) {
    const value = this.#fields[name];
    if (value === undefined) return otherwise;
    const fits = typeof value === 'number' && Number.isInteger(value);
    if (fits && value >= min && value <= max) return value;
    throw this.refusal(name, `a whole number from ${min} to ${max}`);
  }

  number(name: string, { min, max }: { min: number; max: number }): number {
    const value = this.#fields[name];
    if (typeof value === 'number' && value >= min && value <= max) return value;
    throw this.refusal(name, `a number from ${min} to ${max}`);
  }

  choice<T extends string>(name: string, choices: readonly T[], otherwise: T): T {
    const value = this.#fields[name];
    if (value === undefined) return otherwise;
    const chosen = choices.find((choice) => choice === value);
    if (chosen !== undefined) return chosen;
    throw this.refusal(name, `one of ${choices.join(', ')}`);
  }

  flag(name: string): boolean {
    const value = this.#fields[name];
    if (value === undefined) return false;
    if (typeof value === 'boolean') return value;
    throw this.refusal(name, 'true or false');
  }

  text(name: string): string | null {
    const value = this.#fields[name];
    if (value === undefined) return null;
    if (typeof value === 'string') return value;
    throw this.refusal(name, 'one text');
  }

  refusal(name: string, allowed: string, deeper = ''): HttpProblem {
    const value = JSON.stringify(this.#fields[name]) ?? 'nothing';
    return new HttpProblem(400, {
      code: 'PARAMETER_INVALID',
      message: `${name} must be ${allowed}, got ${shown(value)}.`,
      pointer: this.at(name) + deeper,
    });
  }
}

/** @throws HttpProblem BODY_INVALID for anything but an object; `name` begins the message. */
export function requireObject(value: unknown, name: string, pointer: string): Fields {
  if (isObject(value)) return value;
  const message = `${name} must be a JSON object.`;
  throw new HttpProblem(400, { code: 'BODY_INVALID', message, pointer });
}

/** @throws HttpProblem PARAMETER_UNKNOWN for a field that is not in `allowed`. */
export function refuseOthers(fields: Fields, allowed: readonly string[], pointer = ''): void {
  const stranger = Object.keys(fields).find((name) => !allowed.includes(name));
  if (stranger === undefined) return;
  const there = allowed.length === 0 ? 'no parameters' : allowed.join(', ');
  throw new HttpProblem(400, {
    code: 'PARAMETER_UNKNOWN',
    message: `"${shown(stranger)}" is not known here; there are ${there}.`,
    pointer: pointerTo(pointer, stranger),
  });
}

function pointerTo(parent: string, name: string): string {
  return `${parent}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The start of a text that may be long. */
function shown(text: string): string {
  return text.length > 64 ? `${text.slice(0, 64)}…` : text;
}
