import type { Figure, Scores } from '@freshet/evaluation';
import { inWords } from './delays.ts';
import type { LateResult, Result, Summary } from './results.ts';

/** The results for people: shares in percent, ± one standard error. */
export function tableOf({ top, results, late }: Summary): string {
  const head = ['HR', 'MRR', 'NDCG', 'HR new', 'coverage', 'popularity'].map(
    (name) => `${name}@${top}`,
  );
  const rows = results.map(({ model, scores }: Result) => [model, ...cellsOf(scores)]);
  const lateRows = late.map(({ model, lateMs, scores }: LateResult) => [
    `${model}, ${inWords(lateMs)} late`,
    ...cellsOf(scores),
  ]);
  return aligned([['', ...head, 'ms p50/p90/p99'], ...rows, ...lateRows]);
}

function cellsOf(scores: Scores): string[] {
  const { p50, p90, p99 } = scores.latencyMs;
  return [
    figure(scores.hitRate),
    figure(scores.reciprocalRank),
    figure(scores.discountedGain),
    figure(scores.newHitRate),
    percent(scores.coverage),
    percent(scores.popularity),
    [p50, p90, p99].map((ms) => ms.toFixed(3)).join('/'),
  ];
}

function figure({ value, error }: Figure): string {
  return Number.isNaN(error) ? percent(value) : `${percent(value)} ± ${percent(error)}`;
}

function percent(share: number): string {
  return (100 * share).toFixed(2);
}

/** Columns two spaces apart, the first to the left and numbers to the right. */
function aligned(rows: readonly string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
        .join('  '),
    )
    .map((line) => `${line}\n`)
    .join('');
}
