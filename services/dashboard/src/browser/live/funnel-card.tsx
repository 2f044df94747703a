import type { Funnel } from '../../shapes/counts.ts';
import { percentText, wholeText } from '../format/numbers.ts';
import { Bar } from '../parts/bar.tsx';

/** How many visitors came how far. */
export function FunnelCard({ funnel }: { readonly funnel: Funnel }) {
  const { view, cart, purchase } = funnel;
  const steps = [
    ['Saw an item', view, null],
    ['Put one into the cart', cart, view],
    ['Bought', purchase, cart],
  ] as const;
  return (
    <section class="card" aria-labelledby="funnel-title">
      <h2 id="funnel-title">Funnel, of visitors</h2>
      <ol class="funnel">
        {steps.map(([name, count, before]) => (
          <li>
            <span>{name}</span>
            <span class="number">{wholeText(count)}</span>
            <Bar value={count} max={view} />
            <span class="number muted small">
              {before === null ? '' : percentText(before > 0 ? count / before : null)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
