import { call } from '../api/call.ts';
import { Fault } from '../api/fault.ts';
import { useCall } from '../api/use-call.ts';
import { wholeText } from '../format/numbers.ts';
import { announce } from '../parts/announcer.tsx';
import { ConfirmedButton } from '../parts/confirmed-button.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Time } from '../parts/time.tsx';
import type { Ranker } from './ranker.ts';
import { WeightsTable } from './weights-table.tsx';
import { ofSite } from '../site/site.ts';

const AGAIN_MS = 3_000;

/** What answers are ranked by, how far that has moved, and the brakes. */
export function RankerPage() {
  const asked = useCall<Ranker>(ofSite('/v1/ranker'), { everyMs: AGAIN_MS });
  const ranker = asked.answer.value.data;

  async function command(name: 'freeze' | 'thaw' | 'reset') {
    try {
      await call(ofSite(`/v1/admin/ranker/${name}`), { method: 'POST' });
      announce(`${name} is in the log and takes effect in its order`);
    } catch (error) {
      announce(error instanceof Fault ? error.message : String(error), { isBad: true });
    }
    asked.reload();
  }

  return (
    <>
      <PageHead
        title="Ranker"
        intro="How much each thing known counts in an answer, learned from what visitors go on to."
      >
        {ranker?.frozen === true ? (
          <button type="button" class="button" onClick={() => void command('thaw')}>
            Thaw
          </button>
        ) : (
          <button
            type="button"
            class="button"
            disabled={ranker === null}
            onClick={() => void command('freeze')}
          >
            Freeze
          </button>
        )}
        <ConfirmedButton
          label="Reset"
          question="Forget all that the ranker has learned?"
          isDisabled={ranker === null}
          onConfirm={() => void command('reset')}
        >
          It begins again with the start weights. Export the weights before (
          <code>freshet ranker export</code>) if you may want them back.
        </ConfirmedButton>
      </PageHead>
      <Loaded asked={asked} lines={10}>
        {(data) => (
          <>
            <Standing ranker={data} />
            <WeightsTable ranker={data} />
          </>
        )}
      </Loaded>
    </>
  );
}

function Standing({ ranker }: { readonly ranker: Ranker }) {
  const { source, frozen, at, otherVersion, buckets } = ranker;
  const samples = buckets
    .filter(({ circumstance }) => circumstance === buckets[0]!.circumstance)
    .reduce((sum, bucket) => sum + bucket.samples, 0);
  return (
    <section class="card" aria-label="Standing">
      {otherVersion !== undefined && (
        <p class="notice warn">
          The newest weights are of version {otherVersion} and cannot be used here.
        </p>
      )}
      <dl class="figures-row">
        <div class="figure">
          <dt>Weights</dt>
          <dd>{source}</dd>
        </div>
        <div class="figure">
          <dt>Learning</dt>
          <dd>{frozen ? 'frozen' : 'on'}</dd>
        </div>
        <div class="figure">
          <dt>Samples learned</dt>
          <dd>{wholeText(samples)}</dd>
        </div>
        <div class="figure">
          <dt>Learned last</dt>
          <dd class="small-value">
            <Time at={at} />
          </dd>
        </div>
      </dl>
    </section>
  );
}
