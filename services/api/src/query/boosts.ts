import { compileFilter, FACTOR_MAX } from '@freshet/rules';
import type { EntryFilter } from '@freshet/tables';
import { FieldReader, requireObject } from './fields.ts';

export const BOOSTS_MAX = 20;

/** Items that pass the filter count as so many times likelier. */
export interface Boost {
  readonly filter: EntryFilter;
  /** Below 1 it holds them back. */
  readonly factor: number;
}

/**
 * The boosts of a list; none when absent.
 * @throws HttpProblem PARAMETER_INVALID, PARAMETER_UNKNOWN, BODY_INVALID, FILTER_INVALID.
 */
export function parseBoosts(reader: FieldReader): readonly Boost[] {
  const value = reader.value('boost');
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > BOOSTS_MAX) {
    throw reader.refusal('boost', `a list of at most ${BOOSTS_MAX} boosts`);
  }
  return value.map((one, i) => {
    const pointer = `${reader.at('boost')}/${i}`;
    const fields = requireObject(one, 'A boost', pointer);
    return parseBoost(new FieldReader(fields, ['filter', 'factor'], pointer));
  });
}

function parseBoost(reader: FieldReader): Boost {
  const filter = reader.text('filter');
  if (filter === null) throw reader.refusal('filter', 'an expression over item');
  const factor = reader.number('factor', { min: 1 / FACTOR_MAX, max: FACTOR_MAX });
  return { filter: compileFilter(filter, reader.at('filter')), factor };
}
