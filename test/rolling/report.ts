import type { RollingReport } from './rolling-restart.ts';

const SHOWN = 20;

/** The counts, and what was not as it should be, for people. */
export function formatRolling(report: RollingReport): string {
  const { answered, seconds, putOff, failures, differences } = report;
  const { acknowledged, processed, lost, doubled } = report;
  const rate = (count: number) => Math.round(count / seconds);
  return [
    `${seconds.toFixed(0)} s: ${rate(answered.api)} API requests/s, ${rate(acknowledged)} events/s (${rate(answered.ingest)} requests/s), ${rate(answered.dashboard)} dashboard requests/s`,
    `${failures.length} failed requests, ${putOff} put off by 503 with Retry-After`,
    `${acknowledged} acknowledged, ${processed} processed, ${lost} lost, ${doubled} doubled`,
    ...[...failures, ...differences].slice(0, SHOWN).map((text) => `  ${text.slice(0, 300)}`),
  ].join('\n');
}
