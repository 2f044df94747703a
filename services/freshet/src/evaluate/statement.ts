import { type Click, queryCount } from '@freshet/evaluation';
import { FreshetError } from '@freshet/runtime';
import type { EvaluateArguments } from './arguments.ts';
import type { Clicks } from './read-clicks.ts';

/** What was read, and what of it is left out. */
export function statementOfInput({ clicks, unsorted, broken, samples }: Clicks): string {
  const shown = samples.map((sample) => `  ${sample}\n`).join('');
  const more = broken > samples.length ? `  … and ${broken - samples.length} more\n` : '';
  return (
    `${clicks.length} clicks, sorted by time (${unsorted} were before the row above them), ` +
    `${broken} broken rows left out\n${shown}${more}`
  );
}

/**
 * What is about to be asked.
 * @throws FreshetError CLICK_FILE_INVALID where there is nothing to ask.
 */
export function statementOfQueries(
  clicks: readonly Click[],
  { profile, protocol, through, atMost, validation }: EvaluateArguments,
): string {
  const queries = queryCount(clicks);
  if (queries === 0) throw noQueries(clicks);
  const asked = atMost < queries ? `${atMost} of ${queries}` : queries;
  const count = through === 'pipeline' ? `Some of ${queries}` : asked;
  const part = validation ? ' of the validation part' : '';
  return `${count} queries${part}, ${protocol}, profile ${profile}, through ${through}\n\n`;
}

function noQueries(clicks: readonly Click[]): FreshetError {
  return new FreshetError(
    'CLICK_FILE_INVALID',
    `Of ${clicks.length} clicks none can be asked for: in the last fifth, which is predicted, every ` +
      'click is the first of its session. Give more clicks, or say with --columns what the session is.',
  );
}
