import { parseArgs } from 'node:util';
import { FreshetError } from '@freshet/runtime';

export const usage = `Usage: freshet replay-log --group profiles --into NAME [options]

Computes all state anew from the events in the log, in a namespace of its own beside the live one,
and shows how far it is; Ctrl-C stops showing, not computing. "freshet namespaces swap NAME" then
answers requests from it.

  --group GROUP   profiles: it reads the events, and what items keeps follows from it
  --into NAME     a name that no namespace ever had: a-z, 0-9 and -, at most 32
  --from PLACE    where to begin: earliest (default), latest, offset:N or time:T
  --to PLACE      where to end; without it the namespace follows the log from then on
  --url URL       the instance, or the API where services run apart (default http://127.0.0.1:8080)
  --json          the result as one line of JSON

T is epoch ms or ISO 8601 with a time zone. offset:N holds for every partition, and must not lie
beyond the end of one.
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
  const { help, group, into, ...rest } = parse(args);
  if (help) return undefined;
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
  if (!URL.canParse(rest.url)) throw invalid(`--url must be a URL, got "${rest.url}"`);
  return { into, from: rest.from, to: rest.to, url: rest.url, json: rest.json };
}

function parse(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        group: { type: 'string' },
        into: { type: 'string' },
        from: { type: 'string', default: 'earliest' },
        to: { type: 'string' },
        url: { type: 'string', default: 'http://127.0.0.1:8080' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    throw invalid((error as Error).message);
  }
}

function invalid(what: string): FreshetError {
  return new FreshetError('CONFIG_INVALID', `${what}.\n\n${usage}`);
}
