import type { Freshness } from '../../shapes/health.ts';
import { NOTHING, wholeText } from '../format/numbers.ts';
import { durationText } from '../format/times.ts';
import { Bar } from '../parts/bar.tsx';
import { Empty } from '../parts/empty.tsx';

/** How long it took from accepted to visible, as a histogram by group. */
export function FreshnessCard({ freshness }: { readonly freshness: readonly Freshness[] }) {
  const told = freshness.filter(({ count }) => count > 0);
  return (
    <section class="card" aria-labelledby="freshness-title">
      <div>
        <h2 id="freshness-title">Freshness</h2>
        <p class="muted small">From accepted until the effect is visible, since the start.</p>
      </div>
      {told.length === 0 && <Empty title="No event has taken effect yet" />}
      <div class="histograms">
        {told.map((one) => (
          <Histogram key={one.group} freshness={one} />
        ))}
      </div>
    </section>
  );
}

function Histogram({
  freshness: { group, count, p50S, p99S, buckets },
}: {
  readonly freshness: Freshness;
}) {
  const isFilled = (bucket: { readonly count: number }) => bucket.count > 0;
  const shown = buckets.slice(buckets.findIndex(isFilled), buckets.findLastIndex(isFilled) + 1);
  const max = Math.max(...shown.map((bucket) => bucket.count));
  return (
    <div class="histogram">
      <h3>{group}</h3>
      <p class="muted small">
        median {secondsText(p50S)}, 99 % within {secondsText(p99S)}, {wholeText(count)} events
      </p>
      <ul class="affinities">
        {shown.map((bucket) => (
          <li>
            <span>{bucket.leS === null ? 'longer' : `within ${secondsText(bucket.leS)}`}</span>
            <Bar value={bucket.count} max={max} />
            <span class="number">{wholeText(bucket.count)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function secondsText(seconds: number | null): string {
  return seconds === null ? NOTHING : durationText(seconds * 1000);
}
