import { type ProcessOptions, type RunningProcess, startProcess } from './processes.ts';
import { freshetCommand } from './freshet-command.ts';

/** `freshet evaluate`, started. */
export function startEvaluation(
  args: readonly string[],
  options: Partial<ProcessOptions> = {},
): RunningProcess {
  return startProcess({ command: freshetCommand('evaluate', ...args), env: {}, ...options });
}

/** The last line of `--json`. */
export interface EvaluationJson {
  readonly queries: number;
  readonly results: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly difference?: Readonly<Record<string, readonly number[]>>;
  readonly pipeline?: Readonly<Record<string, number>>;
}

export function jsonIn(output: string): EvaluationJson {
  const line = output.split('\n').findLast((text) => text.startsWith('{"queries"'));
  if (line === undefined) throw new Error(`no line of JSON in:\n${output}`);
  return JSON.parse(line) as EvaluationJson;
}
