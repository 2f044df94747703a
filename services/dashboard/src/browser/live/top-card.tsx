import { useId } from 'preact/hooks';
import type { Top } from '../../shapes/counts.ts';
import { wholeText } from '../format/numbers.ts';
import { Bar } from '../parts/bar.tsx';
import { ItemLink } from '../parts/item-link.tsx';

const ROWS = 8;

/** The most frequent names; always as many lines, so that nothing below jumps. */
export function TopCard({
  title,
  top,
  isOfItems = false,
}: {
  readonly title: string;
  readonly top: Top;
  readonly isOfItems?: boolean;
}) {
  const id = useId();
  const rows = top.rows.slice(0, ROWS);
  const max = rows[0]?.count ?? 0;
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ol class="affinities top" style={{ '--rows': String(ROWS) }}>
        {rows.map(({ name, count }) => (
          <li key={name}>
            <span class="cut">{isOfItems ? <ItemLink itemId={name} /> : name}</span>
            <Bar value={count} max={max} />
            <span class="number">{wholeText(count)}</span>
          </li>
        ))}
        {rows.length === 0 && <li class="none muted">Nothing in this time.</li>}
      </ol>
    </section>
  );
}
