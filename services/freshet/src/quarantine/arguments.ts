import { adminOptions, adminUsage } from '../admin/arguments.ts';
import { invalidArguments, parseCommandLine, wholeNumber } from '../command-line.ts';

export const usage = `Usage: freshet quarantine list|release|purge [filters] [options]

list      events that are set aside since bots are thought to have sent them, and were not released
release   lets them count after all: back among the events, each once, with its own id and time
purge     takes them away for good

  --reason R                       agent, headless, rate, regular, repeat or source
  --profile KEY                    of one profile: SITE/u/USER or SITE/a/ANONYMOUS
  --from TIME --to TIME            set aside at or after, and before (ISO 8601 or epoch milliseconds)
  --all                            release, purge: every event
  -n N                             events at most (list: default 20)
${adminUsage}`;

const actions = ['list', 'release', 'purge'] as const;
const LISTED = 20;

export interface QuarantineArguments {
  readonly action: (typeof actions)[number];
  readonly url: string;
  readonly json: boolean;
  /** As the admin routes take them. */
  readonly filters: Readonly<Record<string, string | boolean>>;
  readonly n: number;
}

/** The command line; undefined where the usage was asked for. @throws FreshetError CONFIG_INVALID. */
export function parseQuarantineArguments(args: string[]): QuarantineArguments | undefined {
  const { values, positionals } = parse(args);
  if (values.help) return undefined;
  const [word, ...rest] = positionals;
  const action = actions.find((known) => known === word);
  if (action === undefined) throw invalid(`say one of ${actions.join(', ')}, got "${word ?? ''}"`);
  if (rest.length > 0) throw invalid(`${action} takes no "${rest[0]}"`);
  const { url, json, n, all, reason, profile, from, to } = values;
  for (const [name, moment] of Object.entries({ from, to })) {
    if (moment === undefined || /^\d+$/.test(moment) || Date.parse(moment) >= 0) continue;
    throw invalid(`--${name} must be a time such as 2026-11-20T08:00Z, got "${moment}"`);
  }
  if (action === 'list' && all === true) throw invalid('list takes no --all');
  const filters = withoutAbsent({ code: reason, key: profile, from, to, all });
  if (action !== 'list' && Object.keys(filters).length === 0) {
    throw invalid(`${action} takes a filter, or --all`);
  }
  const count = wholeNumber('n', n, { min: 1, usage }) ?? (action === 'list' ? LISTED : Infinity);
  return { action, url, json, filters, n: count };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  return parseCommandLine(
    args,
    {
      ...adminOptions,
      reason: text,
      profile: text,
      from: text,
      to: text,
      all: { type: 'boolean' },
      n: { type: 'string', short: 'n' },
    },
    usage,
  );
}

function withoutAbsent(fields: Readonly<Record<string, string | boolean | undefined>>) {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ) as Record<string, string | boolean>;
}

const invalid = (what: string) => invalidArguments(what, usage);
