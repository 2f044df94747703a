import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { type CheckedEvent, eventValues } from './event-values.ts';
import { Pattern } from './pattern.ts';
import type { PlannedField, TrackingPlan } from './plan.ts';
import { membersOf, valueAt } from './pointer.ts';

/** In what way an event is not as planned. */
export type ProblemCode =
  | 'TYPE_UNPLANNED'
  | 'FIELD_MISSING'
  | 'FIELD_TYPE'
  | 'FIELD_VALUE'
  | 'FIELD_PATTERN'
  | 'FIELD_RANGE';

export interface Problem {
  readonly code: ProblemCode;
  /** To the field; '' where it is about the event as a whole. */
  readonly pointer: string;
}

/** @returns what is wrong with an event, at most one thing of each field; nothing where it is as planned. */
export type PlanCheck = (event: CheckedEvent) => readonly Problem[];

interface TypeCheck {
  readonly fields: readonly { readonly pointer: string; readonly members: readonly string[] }[];
  readonly validate: ValidateFunction;
}

const nothing: readonly Problem[] = [];
const unplanned: readonly Problem[] = [{ code: 'TYPE_UNPLANNED', pointer: '' }];

const regExp = Object.assign((source: string) => new Pattern(source), { code: 'Pattern' });

/** The check of a plan that `parsePlan` has let through. */
export function compilePlan({ types }: TrackingPlan): PlanCheck {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strict: false, code: { regExp } });
  const checks = new Map<string, TypeCheck | null>();
  for (const [type, { fields = {} }] of Object.entries(types)) {
    const isEmpty = Object.keys(fields).length === 0;
    checks.set(type, isEmpty ? null : typeCheck(ajv, fields));
  }
  return function problemsOf(event) {
    const check = checks.get(event.type);
    if (check === undefined) return unplanned;
    return check === null ? nothing : problemsIn(check, event);
  };
}

/** One flat object holds the planned fields by their pointers, so that each problem names one of them. */
function typeCheck(ajv: Ajv, fields: Readonly<Record<string, PlannedField>>): TypeCheck {
  const pointers = Object.keys(fields);
  const validate = ajv.compile({
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(fields).map(([pointer, field]) => [pointer, schemaOf(field)]),
    ),
    required: pointers.filter((pointer) => fields[pointer]!.optional !== true),
  });
  return {
    fields: pointers.map((pointer) => ({ pointer, members: membersOf(pointer) })),
    validate,
  };
}

function schemaOf({ type, values, pattern, minimum, maximum }: PlannedField): object {
  const keywords = { type, enum: values, pattern, minimum, maximum };
  return Object.fromEntries(Object.entries(keywords).filter(([, value]) => value !== undefined));
}

function problemsIn({ fields, validate }: TypeCheck, event: CheckedEvent): readonly Problem[] {
  const values = eventValues(event);
  const flat: Record<string, unknown> = {};
  for (const { pointer, members } of fields) {
    const value = valueAt(values, members);
    if (value !== undefined && value !== null) flat[pointer] = value;
  }
  if (validate(flat)) return nothing;
  const problems = new Map<string, Problem>();
  for (const error of validate.errors!) {
    const problem = problemOf(error);
    if (!problems.has(problem.pointer)) problems.set(problem.pointer, problem);
  }
  return [...problems.values()];
}

const codes: Readonly<Record<string, ProblemCode>> = {
  type: 'FIELD_TYPE',
  enum: 'FIELD_VALUE',
  pattern: 'FIELD_PATTERN',
};

function problemOf({ keyword, instancePath, params }: ErrorObject): Problem {
  if (keyword === 'required') {
    return { code: 'FIELD_MISSING', pointer: String(params['missingProperty']) };
  }
  // The path names one member of the flat object: the pointer, escaped once more.
  return { code: codes[keyword] ?? 'FIELD_RANGE', pointer: membersOf(instancePath)[0]! };
}
