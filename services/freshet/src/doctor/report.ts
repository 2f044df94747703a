import type { Finding, Verdict } from './finding.ts';

const NAME_WIDTH = 14;
const VERDICT_WIDTH = 8;

/** A finding for people: a line, and under it what mends it. */
export function findingText({ check, verdict, says, mend }: Finding): string {
  const head = `${verdict.padEnd(VERDICT_WIDTH)} ${check.padEnd(NAME_WIDTH)}`;
  const indent = ' '.repeat(head.length);
  return mend === undefined ? `${head} ${says}\n` : `${head} ${says}\n${indent} mend: ${mend}\n`;
}

/** All of them in one line. */
export function summaryText(findings: readonly Finding[]): string {
  const count = (wanted: Verdict) => findings.filter(({ verdict }) => verdict === wanted).length;
  return `problems: ${count('problem')}, warnings: ${count('warning')}, ok: ${count('ok')}\n`;
}
