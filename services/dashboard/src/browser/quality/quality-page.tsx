import { useSignal } from '@preact/signals';
import type { QualityReport } from '../../shapes/quality.ts';
import { useCall } from '../api/use-call.ts';
import { clockText } from '../format/times.ts';
import { Loaded } from '../parts/loaded.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { RangeTabs } from '../parts/range-tabs.tsx';
import { FlaggedCard } from './flagged-card.tsx';
import { LookUp } from './look-up.tsx';
import { PlanCard } from './plan-card.tsx';
import { ProblemsCard } from './problems-card.tsx';
import { QualityChart } from './quality-chart.tsx';
import { QualityFigures } from './quality-figures.tsx';
import { RefusedCard } from './refused-card.tsx';
import { TypesCard } from './types-card.tsx';
import { ofSite } from '../site/site.ts';
import { useRecent } from './use-recent.ts';

const HOUR_MS = 3_600_000;
const RANGES = [
  { name: '1 hour', lengthMs: HOUR_MS },
  { name: '24 hours', lengthMs: 24 * HOUR_MS },
  { name: '7 days', lengthMs: 168 * HOUR_MS },
] as const;

/** Whether events arrive, and are as they should be; and if not, why. */
export function QualityPage() {
  const range = useSignal<(typeof RANGES)[number]>(RANGES[0]);
  const period = useRecent(range.value.lengthMs);
  const asked = useCall<QualityReport>(ofSite('/v1/dashboard/quality', period));
  const { at } = asked.answer.value;
  return (
    <>
      <PageHead title="Data quality" intro="Did it arrive, and if not, why?">
        {at !== null && <span class="muted small as-of">as of {clockText(at)}</span>}
      </PageHead>
      <LookUp />
      <RangeTabs ranges={RANGES} chosen={range} />
      <Loaded asked={asked} lines={12}>
        {(report) => (
          <>
            <section class="card" aria-label="Figures">
              <QualityFigures counts={report.total} hasPlan={report.plan !== null} />
            </section>
            <QualityChart report={report} />
            <RefusedCard report={report} />
            <FlaggedCard flagged={report.flagged} />
            <TypesCard report={report} />
            {report.plan !== null && <ProblemsCard problems={report.problems} />}
            <PlanCard site={report.site} types={report.types} onChange={asked.reload} />
          </>
        )}
      </Loaded>
    </>
  );
}
