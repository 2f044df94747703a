import type { ComponentType } from 'preact';
import { AnalyticsPage } from '../analytics/analytics-page.tsx';
import { CataloguePage } from '../catalogue/catalogue-page.tsx';
import { DeadLettersPage } from '../dead-letters/dead-letters-page.tsx';
import { EventsPage } from '../events/events-page.tsx';
import { ExperimentsPage } from '../experiments/experiments-page.tsx';
import { FiguresPage } from '../figures/figures-page.tsx';
import { HealthPage } from '../health/health-page.tsx';
import { InspectorPage } from '../inspector/inspector-page.tsx';
import { LivePage } from '../live/live-page.tsx';
import { QualityPage } from '../quality/quality-page.tsx';
import { RankerPage } from '../ranker/ranker-page.tsx';
import { RulesPage } from '../rules/rules-page.tsx';

export interface PageEntry {
  readonly path: string;
  readonly name: string;
  readonly page: ComponentType;
}

export interface PageGroup {
  readonly name: string;
  readonly pages: readonly PageEntry[];
}

/** What there is in the back office, in the order of its navigation. */
export const pageGroups: readonly PageGroup[] = [
  {
    name: 'Watch',
    pages: [
      { path: '/dashboard', name: 'Live', page: LivePage },
      { path: '/dashboard/events', name: 'Events', page: EventsPage },
      { path: '/dashboard/quality', name: 'Data quality', page: QualityPage },
    ],
  },
  {
    name: 'Understand',
    pages: [
      { path: '/dashboard/analytics', name: 'Analytics', page: AnalyticsPage },
      { path: '/dashboard/inspector', name: 'Inspector', page: InspectorPage },
      { path: '/dashboard/figures', name: 'Figures', page: FiguresPage },
    ],
  },
  {
    name: 'Steer',
    pages: [
      { path: '/dashboard/rules', name: 'Rules', page: RulesPage },
      { path: '/dashboard/experiments', name: 'Experiments', page: ExperimentsPage },
      { path: '/dashboard/ranker', name: 'Ranker', page: RankerPage },
      { path: '/dashboard/catalogue', name: 'Catalogue', page: CataloguePage },
    ],
  },
  {
    name: 'Operate',
    pages: [
      { path: '/dashboard/health', name: 'Health', page: HealthPage },
      { path: '/dashboard/dead-letters', name: 'Dead letters', page: DeadLettersPage },
    ],
  },
];
