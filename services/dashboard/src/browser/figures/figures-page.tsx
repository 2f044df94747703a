import { useSignal } from '@preact/signals';
import { useCall } from '../api/use-call.ts';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { RangeTabs } from '../parts/range-tabs.tsx';
import { ofSite } from '../site/site.ts';
import { ArmsTable } from './arms-table.tsx';
import { DIMENSIONS, type Dimension, type Figures, inReadingOrder } from './figures.ts';
import { PlacesTable } from './places-table.tsx';
import { daysOf, RANGES } from './ranges.ts';

const AGAIN_MS = 5_000;

/** What became of answers: what was clicked and bought of them, by what they are told apart by. */
export function FiguresPage() {
  const by = useSignal<readonly Dimension[]>(['strategy']);
  const range = useSignal(RANGES[0]!);
  const days = daysOf(range.value, Date.now());
  const path = ofSite('/v1/admin/figures', { by: by.value.join(','), ...days });
  const asked = useCall<Figures>(path, { everyMs: AGAIN_MS });
  return (
    <>
      <PageHead
        title="Figures"
        intro="What became of recommendations. Intervals are of 95 % and hold however often you look."
      />
      <div class="toolbar">
        <RangeTabs ranges={RANGES} chosen={range} />
        <fieldset class="row">
          <legend class="visually-hidden">Told apart by</legend>
          <span class="muted small" aria-hidden="true">
            By
          </span>
          {DIMENSIONS.map((dimension) => (
            <button
              type="button"
              class="button small"
              aria-pressed={by.value.includes(dimension)}
              onClick={() => {
                by.value = toggled(by.value, dimension);
              }}
            >
              {dimension}
            </button>
          ))}
        </fieldset>
      </div>
      <Loaded asked={asked} lines={8}>
        {(figures) => (
          <>
            {figures.places.length > 0 ? (
              <PlacesTable places={inReadingOrder(figures.places, figures.by)} by={figures.by} />
            ) : range.value.days === null ? (
              <Empty title="Nothing came back yet">
                Send the <code>recommId</code> of an answer along with impressions, clicks and
                purchases; the beacon does so by itself.
              </Empty>
            ) : (
              <Empty title="Nothing came back in this time" />
            )}
            {range.value.days !== null && (
              <p class="muted small">
                By UTC days, today as far as it has come. Visitors of experiments are counted from
                their first day on, so they are shown of all time.
              </p>
            )}
            {figures.arms !== undefined && figures.arms.length > 0 && (
              <ArmsTable arms={figures.arms} />
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

/** One of them at least is on. */
function toggled(chosen: readonly Dimension[], one: Dimension): readonly Dimension[] {
  const next = DIMENSIONS.filter((dimension) => chosen.includes(dimension) !== (dimension === one));
  return next.length > 0 ? next : chosen;
}
