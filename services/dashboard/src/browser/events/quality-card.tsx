import type { LiveWindow } from '../../shapes/live.ts';
import type { Health } from '../../shapes/health.ts';
import { useCall } from '../api/use-call.ts';
import { percentText, wholeText } from '../format/numbers.ts';
import { Loaded } from '../parts/loaded.tsx';

const AGAIN_MS = 5_000;

/** How good the last hour's events were, and why others were refused. */
export function QualityCard({ windows }: { readonly windows: readonly LiveWindow[] }) {
  const health = useCall<Health>('/v1/dashboard/health', { everyMs: AGAIN_MS });
  const hour = windows.find(({ lengthS }) => lengthS === 3600);
  const quality = hour?.quality ?? { duplicates: 0, withItem: 0, inCatalogue: 0 };
  const all = (hour?.events ?? 0) + quality.duplicates;
  return (
    <section class="card" aria-labelledby="quality-title">
      <h2 id="quality-title">Quality, last hour</h2>
      <dl class="figures-row">
        <div class="figure">
          <dt>Events</dt>
          <dd>{wholeText(hour?.events)}</dd>
        </div>
        <div class="figure">
          <dt>Came again with the same id</dt>
          <dd>{percentText(all > 0 ? quality.duplicates / all : null)}</dd>
        </div>
        <div class="figure">
          <dt>Items the catalogue knows</dt>
          <dd>
            {percentText(quality.withItem > 0 ? quality.inCatalogue / quality.withItem : null)}
          </dd>
        </div>
      </dl>
      <h3>Refused since ingest was started, by reason</h3>
      <Loaded asked={health} lines={1}>
        {({ intake: { rejected } }) =>
          rejected.length === 0 ? (
            <p class="muted small">None.</p>
          ) : (
            <ul class="row plain">
              {rejected.map(({ code, count }) => (
                <li class="badge warn">
                  {code} {wholeText(count)}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
