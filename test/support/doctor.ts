import { expect } from 'vitest';
import { freshetCommand } from './freshet-command.ts';
import { startProcess } from './processes.ts';

/** A line of `freshet doctor --json`. */
export interface DoctorFinding {
  readonly check: string;
  readonly verdict: 'ok' | 'warning' | 'problem';
  readonly says: string;
  readonly mend?: string;
}

export interface DoctorReport {
  readonly code: number | null;
  readonly findings: readonly DoctorFinding[];
  /** All that is not ok. */
  readonly faults: readonly DoctorFinding[];
}

/** `freshet doctor` with these settings; `within` are words before its command line. */
export async function askDoctor(
  env: Readonly<Record<string, string>>,
  {
    args = [],
    within = [],
    isFromSources = false,
  }: { args?: readonly string[]; within?: readonly string[]; isFromSources?: boolean } = {},
): Promise<DoctorReport> {
  const command = [...within, ...freshetCommand('doctor', '--json', ...args)];
  const running = startProcess({ command, env, isFromSources });
  const code = await running.exited;
  const lines = running.output().split('\n');
  const findings = lines
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as DoctorFinding);
  const faults = findings.filter(({ verdict }) => verdict !== 'ok');
  expect(findings.length, running.output()).toBeGreaterThan(0);
  return { code, findings, faults };
}

/** One fault that was planted, and what must be said of it. */
export interface PlantedFault {
  readonly fault: string;
  readonly check: string;
  readonly verdict: 'warning' | 'problem';
  readonly says: RegExp;
  readonly mend: RegExp;
}

/** Fails unless the report has the fault and what mends it. */
export function expectFound({ faults }: DoctorReport, planted: PlantedFault): void {
  const { check, verdict, says, mend } = planted;
  expect(faults).toContainEqual({
    check,
    verdict,
    says: expect.stringMatching(says),
    mend: expect.stringMatching(mend),
  });
}
