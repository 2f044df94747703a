import { useCall } from '../api/use-call.ts';
import type { QualityReport } from '../../shapes/quality.ts';
import { wholeText } from '../format/numbers.ts';
import { Loaded } from '../parts/loaded.tsx';
import { ofSite } from '../site/site.ts';
import { QualityFigures } from './quality-figures.tsx';

const AGAIN_MS = 5_000;

/** How good the last hour's events were, and why others were refused. */
export function LastHourCard() {
  const asked = useCall<QualityReport>(ofSite('/v1/dashboard/quality'), { everyMs: AGAIN_MS });
  return (
    <section class="card" aria-labelledby="quality-title">
      <div class="card-head">
        <h2 id="quality-title">Quality, last hour</h2>
        <a class="small" href="/dashboard/quality">
          All of it
        </a>
      </div>
      <Loaded asked={asked} lines={3}>
        {({ total, plan, refused }) => (
          <>
            <QualityFigures counts={total} hasPlan={plan !== null} />
            <h3>Refused, by reason</h3>
            {refused.length === 0 ? (
              <p class="muted small">None.</p>
            ) : (
              <ul class="row plain">
                {refused.map(({ code, count }) => (
                  <li class="badge warn">
                    {code} {wholeText(count)}
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}
