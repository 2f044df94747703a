import { inWords } from '../delays.ts';
import type { Summary } from '../results.ts';
import { barChart } from './bar-chart.ts';
import { lineChart } from './line-chart.ts';

/** The summary as SVG: the curve of a model that learns late, else the models side by side. */
export function chartOf({ top, results, late }: Summary): string {
  const live = results[0]!;
  if (late.length > 0) {
    const points = [{ ...live, lateMs: 0 }, ...late];
    return lineChart({
      title: `HR@${top} by how late clicks are learned`,
      places: points.map(({ lateMs }) => inWords(lateMs)),
      lines: [{ name: live.model, values: points.map(({ scores }) => scores.hitRate.value) }],
    });
  }
  const scores = results.map((result) => result.scores);
  return barChart({
    title: `The next click, ${live.scores.queries} queries (with 95 % intervals)`,
    legend: results.map(({ model }) => model),
    groups: [
      { name: `HR@${top}`, figures: scores.map(({ hitRate }) => hitRate) },
      { name: `MRR@${top}`, figures: scores.map(({ reciprocalRank }) => reciprocalRank) },
      { name: `NDCG@${top}`, figures: scores.map(({ discountedGain }) => discountedGain) },
      { name: `HR@${top}, new items`, figures: scores.map(({ newHitRate }) => newHitRate) },
    ],
  });
}
