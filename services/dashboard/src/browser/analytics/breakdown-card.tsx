import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Analytics, ComparedRow, Dimension } from '../../shapes/analytics.ts';
import { withQuery } from '../api/call.ts';
import { wholeText } from '../format/numbers.ts';
import { Bar } from '../parts/bar.tsx';
import { Change } from './change.tsx';
import { withoutCommonHost } from './page-names.ts';

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
  breakdowns,
  period,
}: {
  readonly title: string;
  readonly dimensions: readonly Dimension[];
  readonly breakdowns: Analytics['breakdowns'];
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
          href={withQuery('/v1/dashboard/analytics.csv', { ...period, by: dimension.value })}
        >
          CSV<span class="visually-hidden"> of {names[dimension.value]}</span>
        </a>
      </div>
      <div class="tabs" role="group" aria-label={title}>
        {dimensions.map((one) => (
          <button
            type="button"
            aria-pressed={one === dimension.value}
            onClick={() => {
              dimension.value = one;
            }}
          >
            {names[one]}
          </button>
        ))}
      </div>
      {rows.length === 0 ? (
        <p class="muted">Nothing in this time.</p>
      ) : (
        <Rows rows={rows.slice(0, ROWS)} />
      )}
    </section>
  );
}

function Rows({ rows }: { readonly rows: readonly ComparedRow[] }) {
  const max = Math.max(...rows.map(({ count }) => count));
  const shown = withoutCommonHost(rows.map(({ name }) => name));
  return (
    <ol class="affinities breakdown">
      {rows.map(({ name, count, before, isOther }) => (
        <li key={`${name} ${isOther}`}>
          <span class="cut" title={name}>
            {isOther ? <em>all others</em> : name === '' ? <em>none</em> : shown(name)}
          </span>
          <Bar value={count} max={max} />
          <span class="number">{wholeText(count)}</span>
          <span class="number small">
            <Change now={count} before={before} />
          </span>
        </li>
      ))}
    </ol>
  );
}
