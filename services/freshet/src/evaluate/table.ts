import type { Figure } from '@freshet/evaluation';
import { inWords } from './delays.ts';
import type { Difference, Interval } from './difference.ts';
import type { Result, Summary } from './results.ts';

/** The results for people: shares in percent, ± one standard error; gains over the first line. */
export function tableOf({ top, results, late, difference, pipeline }: Summary): string {
  const head = ['HR', 'HR gain', 'MRR', 'NDCG', 'HR new', 'coverage', 'popularity'].map(
    (name) => `${name}@${top}`,
  );
  const rows = results.map((result) => [result.model, ...cellsOf(result)]);
  const lateRows = late.map((result) => [
    `${result.model}, ${inWords(result.lateMs)} late`,
    ...cellsOf(result),
  ]);
  const table = aligned([['', ...head, 'ms p50/p90/p99'], ...rows, ...lateRows]);
  const legend = 'In percent, ± one standard error (by session); HR gain: over the first line.\n';
  const tried = difference === undefined ? '' : differenceText(difference, top);
  return `${table}\n${legend}${tried}${pipeline === undefined ? '' : pipelineText(pipeline, top)}`;
}

function differenceText({ hitRate, reciprocalRank }: Difference, top: number): string {
  const of = ({ value, low, high }: Interval) =>
    `${signed(value)} [${signed(low)}, ${signed(high)}]`;
  return (
    `Tried over current, on the same clicks, with 95 % intervals (by session): HR@${top} ${of(hitRate)}, ` +
    `MRR@${top} ${of(reciprocalRank)}.\n`
  );
}

function signed(share: number): string {
  return `${share < 0 ? '' : '+'}${percent(share)}`;
}

function pipelineText(pipeline: NonNullable<Summary['pipeline']>, top: number): string {
  const { queries, overlap, identical, hitRate, reciprocalRank, eventsPerS } = pipeline;
  return (
    `Of ${queries} answers through the pipeline, ${percent(overlap)} % of the items are those of memory, ` +
    `${percent(identical)} % of the lists the same; HR@${top} ${signed(hitRate)}, ` +
    `MRR@${top} ${signed(reciprocalRank)}. ${Math.round(eventsPerS)} events/s, waits included.\n`
  );
}

function cellsOf({ scores, gain }: Result): string[] {
  const { p50, p90, p99 } = scores.latencyMs;
  return [
    figure(scores.hitRate),
    gain.error === 0 ? '' : figure(gain),
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
