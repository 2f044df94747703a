import type { LiveWindow } from '../../shapes/live.ts';
import { countText, decimalText, NOTHING, percentText } from '../format/numbers.ts';
import { Amounts } from '../parts/amounts.tsx';
import type { LiveState } from './live-state.ts';

/** Of how many seconds the rate is: fewer would jump. */
const RATE_S = 10;

const names = { 300: '5 minutes', 3600: 'hour', 86400: '24 hours', 604800: '7 days' } as const;

export function WindowFigures({
  state,
  window,
}: {
  readonly state: LiveState;
  readonly window: LiveWindow;
}) {
  const { pageViews, visitors, orders, conversion, revenue, lengthS } = window;
  return (
    <section class="card" aria-label={`The last ${names[lengthS]}`}>
      <dl class="figures-row">
        <Figure name="Events a second" value={rateText(rateOf(state))} />
        <Figure name="Page views" value={countText(pageViews)} />
        <Figure name="Visitors" value={countText(visitors)} />
        <Figure name="Orders" value={countText(orders)} />
        <Figure name="Conversion" value={percentText(conversion)} />
        <div class="figure">
          <dt>Revenue</dt>
          <dd>{revenue.length === 0 ? NOTHING : <Amounts amounts={revenue} />}</dd>
        </div>
      </dl>
      <p class="muted small">
        Of the last {names[lengthS]}; the rate is of the last {RATE_S} seconds.
      </p>
    </section>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div class="figure">
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Of whole seconds: the one that has just begun would make it less. */
function rateOf({ seconds, at }: LiveState): number {
  const end = Math.floor(at / 1000) * 1000;
  const whole = seconds.filter((second) => second.at < end && second.at >= end - RATE_S * 1000);
  return whole.reduce((sum, { events }) => sum + events, 0) / RATE_S;
}

function rateText(rate: number): string {
  return rate < 100 ? decimalText(rate, 1) : countText(rate);
}
