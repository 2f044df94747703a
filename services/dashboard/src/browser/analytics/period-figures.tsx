import type { ComponentChildren } from 'preact';
import type { Analytics } from '../../shapes/analytics.ts';
import { countText, decimalText, moneyText, NOTHING, percentText } from '../format/numbers.ts';
import { Change } from './change.tsx';

export function PeriodFigures({ analytics: { now, before } }: { readonly analytics: Analytics }) {
  return (
    <section class="card" aria-label="Figures">
      <dl class="figures-row">
        <Figure name="Visitors" value={countText(now.visitors)}>
          <Change now={now.visitors} before={before.visitors} />
        </Figure>
        <Figure name="Visits" value={countText(now.sessions)}>
          <Change now={now.sessions} before={before.sessions} />
        </Figure>
        <Figure name="Page views" value={countText(now.pageViews)}>
          <Change now={now.pageViews} before={before.pageViews} />
        </Figure>
        <Figure name="Pages a visit" value={decimalText(now.pagesPerSession)}>
          <Change now={now.pagesPerSession} before={before.pagesPerSession} />
        </Figure>
        <Figure name="Visits of one page" value={percentText(now.bounceRate)}>
          <Change now={now.bounceRate} before={before.bounceRate} isLessBetter />
        </Figure>
        <Figure name="Conversion" value={percentText(now.conversion)}>
          <Change now={now.conversion} before={before.conversion} />
        </Figure>
        <Figure name="Orders" value={countText(now.orders)}>
          <Change now={now.orders} before={before.orders} />
        </Figure>
        {now.revenue.length === 0 && <Figure name="Revenue" value={NOTHING} />}
        {now.revenue.map(({ amount, currency }) => (
          <Figure
            name={`Revenue${currency === null ? '' : `, ${currency}`}`}
            value={moneyText(amount, currency)}
          >
            <Change
              now={amount}
              before={before.revenue.find((one) => one.currency === currency)?.amount ?? 0}
            />
          </Figure>
        ))}
      </dl>
      <p class="muted small">
        {before.events === 0
          ? 'Nothing is known of the time before to compare it with.'
          : 'Changes are against the time as long before.'}
      </p>
    </section>
  );
}

function Figure({
  name,
  value,
  children,
}: {
  readonly name: string;
  readonly value: string;
  readonly children?: ComponentChildren;
}) {
  return (
    <div class="figure">
      <dt>{name}</dt>
      <dd>{value}</dd>
      <dd class="change-line">{children}</dd>
    </div>
  );
}
