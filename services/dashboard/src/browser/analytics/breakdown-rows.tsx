import type { ComparedRow } from '../../shapes/analytics.ts';
import { wholeText } from '../format/numbers.ts';
import { Change } from './change.tsx';
import { cutBeforeLast, type ShownName, shownNames } from './page-names.ts';

/** Names with how often they came; behind each, how that stands to the first of them. */
export function BreakdownRows({
  rows,
  isCompared,
}: {
  readonly rows: readonly ComparedRow[];
  /** Whether anything is known of the time before. */
  readonly isCompared: boolean;
}) {
  const max = Math.max(...rows.map(({ count }) => count));
  const shown = shownNames(rows.map(({ name }) => name));
  return (
    <ol class={`breakdown ${isCompared ? 'compared' : ''}`}>
      {rows.map(({ name, count, before, isOther }) => (
        <li key={`${name} ${isOther}`}>
          <span
            class="breakdown-bar"
            aria-hidden="true"
            style={{ inlineSize: `${max > 0 ? (count / max) * 100 : 0}%` }}
          />
          {isOther || name === '' ? (
            <em class="muted">{isOther ? 'all others' : 'none'}</em>
          ) : (
            <Name shown={shown(name)} whole={name} />
          )}
          <span class="number">{wholeText(count)}</span>
          {isCompared && (
            <span class="number small">
              <Change now={count} before={before} />
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

function Name({ shown, whole }: { readonly shown: ShownName; readonly whole: string }) {
  const [head, tail] = cutBeforeLast(shown.path);
  return (
    <span class="breakdown-name" title={whole}>
      <span class="head">{head}</span>
      <span class="tail">{tail}</span>
      {shown.host !== null && <span class="host">{shown.host}</span>}
    </span>
  );
}
