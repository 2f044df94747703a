import { HttpProblem } from '@freshet/runtime';
import { CatalogueEntry, type EntryFilter } from '@freshet/tables';
import { Environment, type ParseResult } from '@marcbachmann/cel-js';
import { LRUCache } from 'lru-cache';
import { findForbidden } from './allowed-calls.ts';

/** Longest filter, in UTF-16 units. */
export const FILTER_LENGTH_MAX = 1_000;
/** Compiled filters held; at the bound the one used longest ago is compiled anew when it returns. */
export const FILTERS_MAX = 500;

const environment = new Environment({
  homogeneousAggregateLiterals: false,
  limits: {
    maxAstNodes: 200,
    maxDepth: 24,
    maxListElements: 100,
    maxMapEntries: 20,
    maxCallArguments: 4,
  },
})
  .registerType('Item', {
    ctor: CatalogueEntry,
    // `dyn` where a value may be null: comparing null with a number is an error, so no match.
    fields: {
      itemId: 'string',
      title: 'dyn',
      url: 'dyn',
      image: 'dyn',
      categories: 'list<string>',
      price: 'dyn',
      currency: 'dyn',
      available: 'bool',
      publishedAt: 'dyn',
      properties: 'map<string, dyn>',
    },
  })
  .registerVariable('item', 'Item');

const compiled = new LRUCache<string, EntryFilter>({ max: FILTERS_MAX });

/**
 * The filter that a CEL expression over `item` describes; an item that lacks what it speaks of does
 * not match.
 * @throws HttpProblem FILTER_INVALID, saying where the fault is; `pointer` leads to the expression.
 */
export function compileFilter(expression: string, pointer: string): EntryFilter {
  const known = compiled.get(expression);
  if (known !== undefined) return known;
  if (expression.length > FILTER_LENGTH_MAX) {
    const reason = `it has ${expression.length} characters; at most ${FILTER_LENGTH_MAX} are allowed`;
    throw invalid(reason, pointer);
  }
  const filter = { expression, matches: evaluation(parse(expression, pointer)) };
  compiled.set(expression, filter);
  return filter;
}

function parse(expression: string, pointer: string): ParseResult {
  try {
    const parsed = environment.parse(expression);
    const forbidden = findForbidden(parsed.ast);
    if (forbidden !== undefined) {
      throw invalid(forbidden.reason + place(expression, forbidden.range), pointer);
    }
    const { valid, error, type } = parsed.check();
    if (!valid) throw error;
    if (type === 'bool' || type === 'dyn') return parsed;
    throw invalid(`it must be true or false of an item, but it is of type ${type}`, pointer);
  } catch (error) {
    if (!isCelError(error)) throw error;
    throw invalid(error.summary + place(expression, error.range), pointer);
  }
}

/** What the parser and the checker throw: two classes of one shape. */
function isCelError(error: unknown): error is { summary: string; range?: Range } {
  return error instanceof Error && 'summary' in error;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** ` at line 1, column 14 (characters 13 to 14)`: lines and columns from 1, characters from 0. */
function place(expression: string, range: Range | undefined): string {
  if (range === undefined) return '';
  const before = expression.slice(0, range.start).split('\n');
  const column = before.at(-1)!.length + 1;
  return ` at line ${before.length}, column ${column} (characters ${range.start} to ${range.end})`;
}

function invalid(reason: string, pointer: string): HttpProblem {
  const message = `The filter cannot be used: ${reason}.`;
  return new HttpProblem(400, { code: 'FILTER_INVALID', message, pointer });
}

function evaluation(parsed: ParseResult): EntryFilter['matches'] {
  return (item) => {
    // An item that lacks a property is an error in CEL: with its stack, which nobody reads, 7 µs.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      return parsed({ item }) === true;
    } catch {
      return false;
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  };
}
