import type { QualityCounts, QualityReport } from '../../shapes/quality.ts';
import { TimeChart } from '../charts/time-chart.tsx';
import { countText, wholeText } from '../format/numbers.ts';

const lines = [
  ['Refused', 'refused'],
  ['Flagged', 'flagged'],
  ['Not as planned', 'againstPlan'],
  ['Came again', 'duplicates'],
] as const satisfies readonly (readonly [string, keyof QualityCounts])[];

/** What was wrong, over time. */
export function QualityChart({ report: { steps, total } }: { readonly report: QualityReport }) {
  const told = lines.map(([name, key]) => `${wholeText(total[key])} ${name.toLowerCase()}`);
  return (
    <TimeChart
      title="What was wrong"
      summary={`${told.join(', ')}, of ${wholeText(total.events)} events.`}
      times={steps.map(({ from }) => from / 1000)}
      series={lines.map(([name, key]) => ({
        name,
        values: steps.map((step) => step[key]),
        figure: countText(total[key]),
      }))}
    />
  );
}
