import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Analytics, Dimension } from '../../shapes/analytics.ts';
import { BreakdownRows } from './breakdown-rows.tsx';
import { ofSite } from '../site/site.ts';
import { Tabs } from '../parts/tabs.tsx';

const ROWS = 12;

const names: Readonly<Record<Dimension, string>> = {
  page: 'All',
  entry: 'Entry',
  exit: 'Exit',
  referrer: 'Referrers',
  campaign: 'Campaigns',
  browser: 'Browsers',
  system: 'Systems',
  device: 'Devices',
  item: 'Items',
  category: 'Categories',
};

/** Visits or views by one of a few things that belong together. */
export function BreakdownCard({
  title,
  dimensions,
  analytics: { breakdowns, before },
  period,
}: {
  readonly title: string;
  readonly dimensions: readonly Dimension[];
  readonly analytics: Analytics;
  readonly period: { readonly from: number; readonly to: number };
}) {
  const id = useId();
  const dimension = useSignal(dimensions[0]!);
  const rows = breakdowns[dimension.value];
  return (
    <section class="card" aria-labelledby={id}>
      <div class="card-head">
        <h2 id={id}>{title}</h2>
        <a
          class="small"
          download
          href={ofSite('/v1/dashboard/analytics.csv', { ...period, by: dimension.value })}
        >
          CSV<span class="visually-hidden"> of {names[dimension.value]}</span>
        </a>
      </div>
      <Tabs
        label={title}
        choices={dimensions}
        chosen={dimension.value}
        nameOf={(one) => names[one]}
        onChoose={(one) => {
          dimension.value = one;
        }}
      />
      {rows.length === 0 ? (
        <p class="muted">Nothing in this time.</p>
      ) : (
        <BreakdownRows rows={rows.slice(0, ROWS)} isCompared={before.events > 0} />
      )}
    </section>
  );
}
