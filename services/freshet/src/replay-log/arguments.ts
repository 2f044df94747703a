import { FreshetError } from '@freshet/runtime';
import { adminOptions, adminUsage } from '../admin/arguments.ts';
import { invalidArguments, parseCommandLine } from '../command-line.ts';

export const usage = `Usage: freshet replay-log --group profiles --into NAME [options]

Computes all state anew from the events in the log, in a namespace of its own beside the live one,
and shows how far it is; Ctrl-C stops showing, not computing. "freshet namespaces swap NAME" then
answers requests from it.

  --group GROUP   profiles: it reads the events, and what items keeps follows from it
  --into NAME     a name that no namespace ever had: a-z, 0-9 and -, at most 32
  --from PLACE    where to begin: earliest (default), latest, offset:N or time:T
  --to PLACE      where to end; without it the namespace follows the log from then on
${adminUsage}
T is epoch ms or ISO 8601 with a time zone. offset:N holds for every partition, and must not lie
beyond the end of one. Where services run apart, the instance to ask is the API.
`;

export interface ReplayLogArguments {
  readonly into: string;
  readonly from: string;
  readonly to: string | undefined;
  readonly url: string;
  readonly json: boolean;
}

/**
 * The command line; undefined where the usage was asked for.
 * @throws FreshetError CONFIG_INVALID; NAMESPACE_REFUSED without --into: the live namespace has
 *   applied the log already, so nothing could change there.
 */
export function parseReplayLogArguments(args: string[]): ReplayLogArguments | undefined {
  const { values, positionals } = parse(args);
  const { help, group, into, from, to, url, json } = values;
  if (help) return undefined;
  if (positionals.length > 0) throw invalid(`replay-log takes no "${positionals[0]}"`);
  if (group !== 'profiles') {
    throw invalid(
      `--group must be profiles, the group that reads the events, got "${group ?? ''}"`,
    );
  }
  if (into === undefined) {
    throw new FreshetError(
      'NAMESPACE_REFUSED',
      'The live namespace has what the log holds, so replaying into it would change nothing. ' +
        'Give --into NAME to compute it anew beside it.',
    );
  }
  return { into, from, to, url, json };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  return parseCommandLine(
    args,
    {
      ...adminOptions,
      group: text,
      into: text,
      from: { type: 'string', default: 'earliest' },
      to: text,
    },
    usage,
  );
}

const invalid = (what: string) => invalidArguments(what, usage);
