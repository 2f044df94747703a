import type { ChaosReport } from './chaos.ts';

const DIFFERENCES_SHOWN = 20;

/** What was run, the counts and the verdict, for people. */
export function formatReport(report: ChaosReport): string {
  const { engine, seed, durationMs, faults, retries, refusals } = report;
  const { acknowledged, processed, lost, doubled, staleStats, differences, trace } = report;
  const ran = `${engine}, seed ${seed}, ${durationMs / 60_000} min of load, ${faults.length} faults: ${tally(faults)}`;
  const refused = [...refusals].map(([code, count]) => `${count} × ${code}`).join(', ');
  const counts =
    `${acknowledged} acknowledged, ${processed} processed, ${lost} lost, ${doubled} doubled; ` +
    `${retries} retries (${refused || 'no refusal'}), ${staleStats} stale lines in item.stats`;
  if (differences.length === 0) return `${ran}\n${counts}\nexact: state equals the plain model`;
  const shown = differences.slice(0, DIFFERENCES_SHOWN).map((text) => `  ${text.slice(0, 300)}`);
  const heading = `NOT EXACT: ${differences.length} differences, all of them in ${trace}`;
  return [ran, counts, heading, ...shown].join('\n');
}

function tally(kinds: readonly string[]): string {
  return [...new Set(kinds)]
    .toSorted()
    .map((kind) => `${kinds.filter((one) => one === kind).length} × ${kind}`)
    .join(', ');
}

/** The counts as one line for programs. */
export function formatJson(report: ChaosReport): string {
  const { seed, acknowledged, processed, lost, doubled, faults } = report;
  return JSON.stringify({ seed, acknowledged, processed, lost, doubled, faults: faults.length });
}
