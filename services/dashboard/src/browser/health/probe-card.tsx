import type { ProbeStanding } from '../../shapes/health.ts';
import { percentText, wholeText } from '../format/numbers.ts';
import { clockText } from '../format/times.ts';

/** The objective: of the seconds of 30 days, and here of the last hour. */
const OBJECTIVE = 0.99;

const outcomes: Readonly<Record<NonNullable<ProbeStanding['last']>['outcome'], string>> = {
  fresh: 'known within a second',
  late: 'not known within a second',
  write_failed: 'ingest did not take it',
  read_failed: 'the API did not answer',
};

/** What the probe finds as a page would: whether a visit is in the next answer. */
export function ProbeCard({ probe: { last, lastHour } }: { readonly probe: ProbeStanding }) {
  const { rounds, fresh } = lastHour;
  const share = rounds === 0 ? null : fresh / rounds;
  return (
    <section class="card" aria-labelledby="probe-title">
      <div>
        <h2 id="probe-title">Probe</h2>
        <p class="muted small">
          A visit is written and read back once a second; 99 % are to be known within one.
        </p>
      </div>
      <dl class="figures-row">
        <div class="figure">
          <dt>Fresh, last hour</dt>
          <dd>
            {percentText(share)}{' '}
            {share !== null && share < OBJECTIVE && <span class="badge bad">below 99 %</span>}
          </dd>
        </div>
        <div class="figure">
          <dt>Not fresh, last hour</dt>
          <dd>
            {wholeText(rounds - fresh)} of {wholeText(rounds)}
          </dd>
        </div>
      </dl>
      <p class="small">
        {last === null
          ? 'No visit yet.'
          : `Last, ${clockText(last.at)}: ${outcomes[last.outcome]}.`}
      </p>
    </section>
  );
}
