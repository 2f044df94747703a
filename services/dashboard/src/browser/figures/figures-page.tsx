import { useSignal } from '@preact/signals';
import { withQuery } from '../api/call.ts';
import { useCall } from '../api/use-call.ts';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { ArmsTable } from './arms-table.tsx';
import { DIMENSIONS, type Dimension, type Figures, inReadingOrder } from './figures.ts';
import { PlacesTable } from './places-table.tsx';

const AGAIN_MS = 5_000;

/** What became of answers: what was clicked and bought of them, by what they are told apart by. */
export function FiguresPage() {
  const by = useSignal<readonly Dimension[]>(['strategy']);
  const asked = useCall<Figures>(withQuery('/v1/admin/figures', { by: by.value.join(',') }), {
    everyMs: AGAIN_MS,
  });
  return (
    <>
      <PageHead
        title="Figures"
        intro="What became of recommendations. Intervals are of 95 % and hold however often you look."
      />
      <fieldset class="card">
        <legend class="visually-hidden">Told apart by</legend>
        <div class="row">
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
        </div>
      </fieldset>
      <Loaded asked={asked} lines={8}>
        {(figures) => (
          <>
            {figures.places.length === 0 ? (
              <Empty title="Nothing came back yet">
                Send the <code>recommId</code> of an answer along with impressions, clicks and
                purchases; the beacon does so by itself.
              </Empty>
            ) : (
              <PlacesTable places={inReadingOrder(figures.places, figures.by)} by={figures.by} />
            )}
            {figures.arms.length > 0 && <ArmsTable arms={figures.arms} />}
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
