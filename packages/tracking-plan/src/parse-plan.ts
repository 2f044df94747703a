import { HttpProblem } from '@freshet/runtime';
import { Ajv, type ErrorObject } from 'ajv';
import {
  DEPTH_MAX,
  EVERY_MINUTES_MAX,
  FIELDS_MAX,
  PATTERN_CHARS_MAX,
  PLAN_CHARS_MAX,
  PLAN_FIELDS_MAX,
  POINTER_CHARS_MAX,
  TYPES_MAX,
  VALUES_MAX,
} from './bounds.ts';
import { Pattern } from './pattern.ts';
import { eventFields, fieldTypes, type PlannedField, type TrackingPlan } from './plan.ts';
import { membersOf, pointerTo } from './pointer.ts';

const fieldSchema = {
  type: 'object',
  properties: {
    optional: { type: 'boolean' },
    type: { type: 'string', enum: fieldTypes },
    values: {
      type: 'array',
      minItems: 1,
      maxItems: VALUES_MAX,
      uniqueItems: true,
      items: { type: ['string', 'number', 'boolean'] },
    },
    pattern: { type: 'string', maxLength: PATTERN_CHARS_MAX },
    minimum: { type: 'number' },
    maximum: { type: 'number' },
  },
  additionalProperties: false,
};

const typeSchema = {
  type: 'object',
  properties: {
    everyMinutes: { type: 'integer', minimum: 1, maximum: EVERY_MINUTES_MAX },
    fields: { type: 'object', maxProperties: FIELDS_MAX, additionalProperties: fieldSchema },
  },
  additionalProperties: false,
};

/** What a plan has to be at least. */
export const planSchema = {
  type: 'object',
  properties: {
    types: { type: 'object', maxProperties: TYPES_MAX, additionalProperties: typeSchema },
  },
  required: ['types'],
  additionalProperties: false,
};

const ajv = new Ajv({ allowUnionTypes: true, verbose: true });
const isPlan = ajv.compile<TrackingPlan>(planSchema);

/** As ingest takes them. */
const typeName = /^[a-z][a-z0-9_.:-]{0,63}$/;

/**
 * The plan that a document is.
 * @throws HttpProblem TRACKING_PLAN_INVALID, with a pointer to what is wrong.
 */
export function parsePlan(document: unknown): TrackingPlan {
  if (JSON.stringify(document ?? null).length > PLAN_CHARS_MAX) {
    throw invalid('', `has more than ${PLAN_CHARS_MAX} characters`);
  }
  if (!isPlan(document)) throw misshapen(isPlan.errors![0]!);
  let count = 0;
  for (const [type, { fields = {} }] of Object.entries(document.types)) {
    const place = pointerTo('types', type);
    if (!typeName.test(type)) {
      throw invalid(place, 'is no type: a letter, then up to 63 of a–z 0–9 _ . : -');
    }
    for (const [pointer, field] of Object.entries(fields)) {
      checkField(pointer, field, place + pointerTo('fields', pointer));
      count++;
    }
  }
  if (count > PLAN_FIELDS_MAX) {
    throw invalid(
      '/types',
      `have ${count} fields together, at most ${PLAN_FIELDS_MAX} are checked`,
    );
  }
  return document;
}

function checkField(pointer: string, field: PlannedField, place: string): void {
  const members = membersOf(pointer);
  const isOfEvent = (eventFields as readonly string[]).includes(members[0]!);
  if (pointer.length > POINTER_CHARS_MAX) {
    throw invalid(place, `is longer than ${POINTER_CHARS_MAX} characters`);
  }
  if (!pointer.startsWith('/') || !isOfEvent || members.length > DEPTH_MAX) {
    const begins = eventFields.map((name) => `/${name}`).join(', ');
    throw invalid(
      place,
      `is no pointer of at most ${DEPTH_MAX} members that begins with ${begins}`,
    );
  }
  const { minimum = -Infinity, maximum = Infinity, pattern } = field;
  if (minimum > maximum) throw invalid(`${place}/maximum`, `lies below the minimum of ${minimum}`);
  const fault = pattern === undefined ? undefined : Pattern.fault(pattern);
  if (fault !== undefined) throw invalid(`${place}/pattern`, `cannot be used: ${fault}`);
}

function misshapen({ keyword, instancePath, params, message = '' }: ErrorObject): HttpProblem {
  if (keyword === 'additionalProperties') {
    const name = String(params['additionalProperty']);
    return invalid(instancePath + pointerTo(name), 'is not known here');
  }
  const allowed = keyword === 'enum' ? `: ${(params['allowedValues'] as []).join(', ')}` : '';
  return invalid(instancePath, message + allowed);
}

function invalid(pointer: string, what: string): HttpProblem {
  const subject = pointer === '' ? 'The plan' : pointer;
  return new HttpProblem(400, {
    code: 'TRACKING_PLAN_INVALID',
    message: `${subject} ${what}.`,
    pointer,
  });
}
