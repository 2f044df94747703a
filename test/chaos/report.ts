import type { ChaosReport } from './chaos.ts';

const DIFFERENCES_SHOWN = 20;

/** The counts and the verdict, for people. */
export function formatReport(report: ChaosReport): string {
  const { acknowledged, processed, lost, doubled, faults, retries, staleStats } = report;
  const { differences, trace } = report;
  const counts =
    `${acknowledged} acknowledged, ${processed} processed, ${lost} lost, ${doubled} doubled; ` +
    `${faults} faults, ${retries} retries, ${staleStats} stale lines in item.stats`;
  if (differences.length === 0) return `${counts}\nexact: state equals the plain model`;
  const shown = differences.slice(0, DIFFERENCES_SHOWN).map((text) => `  ${text.slice(0, 300)}`);
  const heading = `NOT EXACT: ${differences.length} differences, all of them in ${trace}`;
  return [counts, heading, ...shown].join('\n');
}

/** The counts as one line for programs. */
export function formatJson(report: ChaosReport): string {
  const { seed, acknowledged, processed, lost, doubled, faults } = report;
  return JSON.stringify({ seed, acknowledged, processed, lost, doubled, faults });
}
