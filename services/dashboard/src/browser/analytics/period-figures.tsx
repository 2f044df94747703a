import type { ComponentChildren } from 'preact';
import type { Analytics } from '../../shapes/analytics.ts';
import { countText, decimalText, moneyText, NOTHING, percentText } from '../format/numbers.ts';
import { Change } from './change.tsx';

type Compared =
  | 'visitors'
  | 'sessions'
  | 'pageViews'
  | 'pagesPerSession'
  | 'bounceRate'
  | 'conversion'
  | 'orders';

export function PeriodFigures({ analytics: { now, before } }: { readonly analytics: Analytics }) {
  const isCompared = before.events > 0;
  const against = (key: Compared, isLessBetter = false) =>
    isCompared && <Change now={now[key]} before={before[key]} isLessBetter={isLessBetter} />;
  return (
    <section class="card" aria-label="Figures">
      <dl class="figures-row">
        <Figure name="Visitors" value={countText(now.visitors)}>
          {against('visitors')}
        </Figure>
        <Figure name="Visits" value={countText(now.sessions)}>
          {against('sessions')}
        </Figure>
        <Figure name="Page views" value={countText(now.pageViews)}>
          {against('pageViews')}
        </Figure>
        <Figure name="Pages a visit" value={decimalText(now.pagesPerSession)}>
          {against('pagesPerSession')}
        </Figure>
        <Figure name="Visits of one page" value={percentText(now.bounceRate)}>
          {against('bounceRate', true)}
        </Figure>
        <Figure name="Conversion" value={percentText(now.conversion)}>
          {against('conversion')}
        </Figure>
        <Figure name="Orders" value={countText(now.orders)}>
          {against('orders')}
        </Figure>
        {now.revenue.length === 0 && <Figure name="Revenue" value={NOTHING} />}
        {now.revenue.map(({ amount, currency }) => (
          <Figure
            name={`Revenue${currency === null ? '' : `, ${currency}`}`}
            value={moneyText(amount, currency)}
          >
            {isCompared && (
              <Change
                now={amount}
                before={before.revenue.find((one) => one.currency === currency)?.amount ?? 0}
              />
            )}
          </Figure>
        ))}
      </dl>
      <p class="muted small">
        {isCompared
          ? 'Changes are against the time as long before.'
          : 'Nothing is known of the time before, so there is nothing to compare with.'}
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
      {children && <dd class="change-line">{children}</dd>}
    </div>
  );
}
