import { adminOptions, adminUsage } from '../admin/arguments.ts';
import { invalidArguments, parseCommandLine } from '../command-line.ts';

export const usage = `Usage: freshet dead-letters list|redrive|purge [filters] [options]
       freshet dead-letters show OFFSET [options]

list      what could not be processed and has not been redriven (--status redriven|any: those too)
show      one letter with its raw bytes
redrive   sends letters back to the topics they came from, and refused rows of other
          protocols through the intake again; each counts once
purge     takes letters away for good, also those nobody has redriven

  --topic T --group G --code C     by origin and reason
  --from TIME --to TIME            filed at or after, and before (ISO 8601 or epoch milliseconds)
  --offset N                       this letter; may be repeated
  --all                            redrive, purge: every letter
  -n N                             letters at most (list: default 20)
${adminUsage}`;

const actions = ['list', 'show', 'redrive', 'purge'] as const;
const filterNames = ['topic', 'group', 'code', 'from', 'to', 'offset'] as const;
const LISTED = 20;

export type LetterFilters = Partial<Record<(typeof filterNames)[number], string | string[]>>;

interface Everywhere {
  readonly url: string;
  readonly json: boolean;
}

export type LetterArguments = Everywhere &
  (
    | {
        readonly action: 'list';
        readonly filters: LetterFilters & { status?: string };
        readonly n: number;
      }
    | { readonly action: 'show'; readonly offset: number }
    | {
        readonly action: 'redrive' | 'purge';
        readonly filters: LetterFilters & { all?: boolean };
        readonly n: number;
      }
  );

/**
 * The command line; undefined where the usage was asked for.
 * @throws FreshetError CONFIG_INVALID.
 */
export function parseLetterArguments(args: string[]): LetterArguments | undefined {
  const { values, positionals } = parse(args);
  if (values.help) return undefined;
  const [word, ...rest] = positionals;
  const action = actions.find((known) => known === word);
  if (action === undefined) throw invalid(`say one of ${actions.join(', ')}, got "${word ?? ''}"`);
  const { url, json, n, status, all, ...filters } = values;
  const everywhere = { url, json };
  if (action === 'show') {
    const others = Object.keys(values).filter((name) => !['url', 'json', 'help'].includes(name));
    if (others.length > 0) throw invalid(`show takes no --${others[0]}`);
    if (rest.length !== 1) throw invalid(`show takes one OFFSET, got ${rest.length}`);
    return { action, ...everywhere, offset: whole('OFFSET', rest[0]!, 0) };
  }
  if (rest.length > 0) throw invalid(`${action} takes no "${rest[0]}"`);
  const chosen = chosenFilters(filters);
  const count = n === undefined ? undefined : whole('-n', n, 1);
  if (action === 'list') {
    if (all !== undefined) throw invalid('list takes no --all; see --status');
    const withStatus = status === undefined ? chosen : { ...chosen, status };
    return { action, ...everywhere, filters: withStatus, n: count ?? LISTED };
  }
  if (status !== undefined) throw invalid(`${action} takes no --status`);
  if (all === undefined && Object.keys(chosen).length === 0) {
    throw invalid(`${action} takes a filter, or --all`);
  }
  const withAll = all === undefined ? chosen : { ...chosen, all };
  return { action, ...everywhere, filters: withAll, n: count ?? Infinity };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  return parseCommandLine(
    args,
    {
      ...adminOptions,
      topic: text,
      group: text,
      code: text,
      from: text,
      to: text,
      offset: { type: 'string', multiple: true },
      status: text,
      all: { type: 'boolean' },
      n: { type: 'string', short: 'n' },
    },
    usage,
  );
}

function chosenFilters(values: LetterFilters): LetterFilters {
  for (const offset of values.offset ?? []) whole('--offset', offset, 0);
  for (const name of ['from', 'to'] as const) {
    const moment = values[name];
    if (typeof moment !== 'string' || /^\d+$/.test(moment) || Date.parse(moment) >= 0) continue;
    throw invalid(`--${name} must be a time such as 2026-11-20T08:00Z, got "${moment}"`);
  }
  return Object.fromEntries(
    filterNames.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])),
  );
}

function whole(name: string, text: string, min: number): number {
  if (/^\d{1,15}$/.test(text) && Number(text) >= min) return Number(text);
  throw invalid(`${name} must be a whole number of at least ${min}, got "${text}"`);
}

const invalid = (what: string) => invalidArguments(what, usage);
