import { CATEGORY_BYTES_MAX, ID_BYTES_MAX } from '@freshet/events';
import type { ErrorObject } from 'ajv';
import { type Fault, fault, type RejectionCode } from './rejection.ts';

/** Characters of a caller's text that a message repeats. */
const ECHO_MAX = 64;

/** The first thing in which an entry departs from its JSON schema, in our codes and words. */
export function shapeFault({ keyword, instancePath, params, data }: ErrorObject): Fault {
  switch (keyword) {
    case 'additionalProperties': {
      const name = clip(String(params.additionalProperty));
      const hint = instancePath === '' ? '; put your own fields into "properties"' : '';
      return fault('FIELD_UNKNOWN', pointerTo(instancePath, name), `is not a known field${hint}`);
    }
    case 'required':
      return fault(
        'FIELD_MISSING',
        pointerTo(instancePath, String(params.missingProperty)),
        'is missing',
      );
    case 'type':
      return fault(
        'FIELD_TYPE',
        instancePath,
        `must be ${typeNames(params.type)}, got ${echo(data)}`,
      );
    case 'format': {
      const { code, rule } = formatFaults[params.format as Format];
      return fault(code, instancePath, `${rule}, got ${echo(data)}`);
    }
    default:
      return fault('FIELD_RANGE', instancePath, rangeRule(keyword, params, data));
  }
}

/** The formats that the schemas name, each with what it asks for. */
export const formatFaults = {
  identifier: {
    code: 'ID_INVALID',
    rule: `must be 1 to ${ID_BYTES_MAX} bytes of well-formed text without control characters`,
  },
  category: {
    code: 'CATEGORY_INVALID',
    rule: `must be 1 to ${CATEGORY_BYTES_MAX} bytes of well-formed text without control characters`,
  },
  'event-type': {
    code: 'TYPE_INVALID',
    rule: 'must be a known type or a name of up to 64 of a–z 0–9 _ . : -, beginning with a letter, and not "erase"',
  },
  purpose: {
    code: 'PURPOSE_INVALID',
    rule: 'must be a name of up to 64 of a–z 0–9 _ . : -, beginning with a letter',
  },
  currency: {
    code: 'CURRENCY_INVALID',
    rule: 'must be a code of three capital letters (ISO 4217)',
  },
} as const satisfies Record<string, { code: RejectionCode; rule: string }>;

export type Format = keyof typeof formatFaults;

function rangeRule(keyword: string, params: Record<string, unknown>, data: unknown): string {
  const limit = String(params.limit);
  switch (keyword) {
    case 'maxItems':
      return `has ${(data as unknown[]).length} entries, at most ${limit} are taken`;
    case 'maxLength':
      return `has more than ${limit} characters`;
    default:
      return `must be ${String(params.comparison)} ${limit}, got ${echo(data)}`;
  }
}

function typeNames(type: string | string[]): string {
  const named = [type].flat().filter((name) => name !== 'null');
  return named.map((name) => `${/^[aio]/.test(name) ? 'an' : 'a'} ${name}`).join(' or ');
}

function pointerTo(path: string, name: string): string {
  return `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function echo(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value !== 'string' || value.length <= ECHO_MAX) return JSON.stringify(value);
  return `${JSON.stringify(value.slice(0, ECHO_MAX))}… (${Buffer.byteLength(value)} bytes)`;
}

function clip(text: string): string {
  return text.length <= ECHO_MAX ? text : `${text.slice(0, ECHO_MAX)}…`;
}
