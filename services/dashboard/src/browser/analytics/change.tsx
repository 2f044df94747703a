import { changeText } from '../format/numbers.ts';
import { changeOf } from './ranges.ts';

/** How a figure stands to that of the time before; one of which there was nothing then is new. */
export function Change({
  now,
  before,
  isLessBetter = false,
}: {
  readonly now: number | null;
  readonly before: number | null;
  readonly isLessBetter?: boolean;
}) {
  const change = changeOf(now, before);
  if (change === null) return now ? <span class="muted">new</span> : null;
  const isGood = isLessBetter ? change < 0 : change > 0;
  const tone = change === 0 ? 'muted' : isGood ? 'change-good' : 'change-bad';
  return <span class={tone}>{changeText(change)}</span>;
}
