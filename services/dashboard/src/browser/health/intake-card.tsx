import type { Intake } from '../../shapes/health.ts';
import { countText, wholeText } from '../format/numbers.ts';

/** What came in, was refused, or could not be processed. */
export function IntakeCard({ intake }: { readonly intake: Intake }) {
  const { accepted, rejected, deadLetters } = intake;
  return (
    <section class="card" aria-labelledby="intake-title">
      <h2 id="intake-title">Intake</h2>
      <dl class="figures-row">
        <div class="figure">
          <dt>Accepted</dt>
          <dd>{countText(accepted)}</dd>
        </div>
      </dl>
      <h3>Refused since the start, by reason</h3>
      <Counts rows={rejected.map(({ code, count }) => ({ name: code, count }))} />
      <div class="card-head">
        <h3>Dead letters, by group and reason</h3>
        <a class="small" href="/dashboard/dead-letters">
          See them
        </a>
      </div>
      <Counts
        rows={deadLetters.map(({ group, code, count }) => ({ name: `${group}: ${code}`, count }))}
      />
    </section>
  );
}

function Counts({ rows }: { readonly rows: readonly { name: string; count: number }[] }) {
  if (rows.length === 0) return <p class="muted small">None.</p>;
  return (
    <dl class="facts">
      {rows.map(({ name, count }) => (
        <>
          <dt class="mono">{name}</dt>
          <dd>{wholeText(count)}</dd>
        </>
      ))}
    </dl>
  );
}
