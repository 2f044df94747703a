import { type Boost, parseBoosts } from '../query/boosts.ts';
import { FieldReader, requireObject } from '../query/fields.ts';
import {
  parseDiversity,
  parseExploration,
  parseMaxPerCategory,
  type Slot,
} from '../query/recommendation-request.ts';

/** Fields of a request that a variant sets, whatever the request says. */
export interface Parameters {
  readonly boosts?: readonly Boost[];
  readonly maxPerCategory?: number | null;
  readonly diversity?: number;
  readonly exploration?: number | null;
}

const parameterNames = ['boost', 'maxPerCategory', 'diversity', 'exploration'];

/** @throws HttpProblem BODY_INVALID, PARAMETER_UNKNOWN, PARAMETER_INVALID, FILTER_INVALID. */
export function parseParameters(value: unknown, pointer: string): Parameters {
  const fields = requireObject(value, 'parameters', pointer);
  const reader = new FieldReader(fields, parameterNames, pointer);
  return {
    ...(reader.has('boost') && { boosts: parseBoosts(reader) }),
    ...(reader.has('maxPerCategory') && { maxPerCategory: parseMaxPerCategory(reader) }),
    ...(reader.has('diversity') && { diversity: parseDiversity(reader) }),
    ...(reader.has('exploration') && { exploration: parseExploration(reader) }),
  };
}

/** The slot as a variant has it. */
export function withParameters(slot: Slot, parameters: Parameters): Slot {
  return { ...slot, ...parameters };
}
