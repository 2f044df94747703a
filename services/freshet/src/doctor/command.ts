import { createLogger, FreshetError } from '@freshet/runtime';
import { parseDoctorArguments, usage } from './arguments.ts';
import { type Check, runCheck } from './check.ts';
import { doctorConfig } from './config.ts';
import { deploymentChecks } from './deployment-checks.ts';
import { type Finding, problem } from './finding.ts';
import { judgeNode } from './machine/node.ts';
import { engineInspectors } from './main.ts';
import { findingText, summaryText } from './report.ts';

const NODE_MS = 1_000;
const EXIT_PROBLEM = 1;
const EXIT_ARGUMENTS = 2;

/** `freshet doctor`. */
export async function doctorCommand(args: string[]): Promise<void> {
  const options = parse(args);
  if (options === undefined) return;
  const { json, lagMax } = options;
  const findings: Finding[] = [];
  for (const finding of (await Promise.all(checks(lagMax).map(runCheck))).flat()) {
    findings.push(finding);
    process.stdout.write(json ? `${JSON.stringify(finding)}\n` : findingText(finding));
  }
  if (!json) process.stdout.write(summaryText(findings));
  const hasProblem = findings.some(({ verdict }) => verdict === 'problem');
  // What hangs must not keep the process.
  process.stdout.write('', () => process.exit(hasProblem ? EXIT_PROBLEM : 0));
}

/** Undefined where the usage was asked for, or is the answer to wrong arguments. */
function parse(args: string[]) {
  try {
    const options = parseDoctorArguments(args);
    if (options === undefined) process.stdout.write(usage);
    return options;
  } catch (error) {
    if (!(error instanceof FreshetError)) throw error;
    process.stderr.write(`${error.code}: ${error.message}\n`);
    process.exitCode = EXIT_ARGUMENTS;
    return undefined;
  }
}

function checks(lagMax: number): readonly Check[] {
  const node = { name: 'node', limitMs: NODE_MS, look: () => [judgeNode(process.versions.node)] };
  try {
    const config = doctorConfig(process.env);
    const logger = createLogger('freshet doctor', 'silent');
    const clock = () => Date.now();
    const inspect = engineInspectors;
    return [node, ...deploymentChecks({ config, inspect, lagMax, logger, clock })];
  } catch (error) {
    if (!(error instanceof FreshetError)) throw error;
    const invalid = problem(error.message, 'Set what is named, as .env.example says.');
    return [node, { name: 'settings', limitMs: NODE_MS, look: () => [invalid] }];
  }
}
