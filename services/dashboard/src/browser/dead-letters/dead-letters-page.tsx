import { useSignal } from '@preact/signals';
import { call, withQuery } from '../api/call.ts';
import { Fault } from '../api/fault.ts';
import { useCall } from '../api/use-call.ts';
import { announce } from '../parts/announcer.tsx';
import { ConfirmedButton } from '../parts/confirmed-button.tsx';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { everyOpenLetter, type LetterFilter, type LetterPage, selectionOf } from './letter.ts';
import { LetterFilterForm } from './letter-filter-form.tsx';
import { LetterTable } from './letter-table.tsx';

const AGAIN_MS = 5_000;
const PAGE = 50;

interface Changed {
  readonly redriven?: number;
  readonly purged?: number;
  readonly refused?: number;
  /** Why, of the first. */
  readonly refusals?: readonly { readonly message: string }[];
}

/** What could not be processed: to look at, to send back, to throw away. */
export function DeadLettersPage() {
  const filter = useSignal<LetterFilter>(everyOpenLetter);
  const after = useSignal(0);
  const path = withQuery('/v1/admin/dead-letters', {
    ...filter.value,
    limit: PAGE,
    after: after.value,
  });
  const asked = useCall<LetterPage>(path, { everyMs: AGAIN_MS });
  const end = asked.answer.value.data?.end;

  async function change(act: 'redrive' | 'purge', which: Record<string, unknown>) {
    try {
      const url = `/v1/admin/dead-letters/${act}`;
      const {
        redriven,
        purged,
        refused = 0,
        refusals = [],
      } = await call<Changed>(url, {
        method: 'POST',
        body: which,
      });
      const done = act === 'redrive' ? `${redriven} redriven` : `${purged} purged`;
      const reason = refusals[0]?.message ?? '';
      announce(refused > 0 ? `${done}, ${refused} refused: ${reason}` : done, {
        isBad: refused > 0,
      });
    } catch (error) {
      announce(error instanceof Fault ? error.message : String(error), { isBad: true });
    }
    asked.reload();
  }

  /** What comes in while somebody thinks is not meant. */
  const shown = () => ({ ...selectionOf(filter.value), ...(end !== undefined && { before: end }) });
  const isEmpty = (asked.answer.value.data?.letters.length ?? 0) === 0;

  return (
    <>
      <PageHead
        title="Dead letters"
        intro="Records from outside that could not be processed, and rows of other protocols that were refused."
      >
        <button
          type="button"
          class="button"
          disabled={isEmpty}
          onClick={() => void change('redrive', shown())}
        >
          Redrive all that match
        </button>
        <ConfirmedButton
          label="Purge all that match"
          question="Purge all that match?"
          isDisabled={isEmpty}
          onConfirm={() => void change('purge', shown())}
        >
          Open letters and redriven ones go for good, also those on other pages.
        </ConfirmedButton>
      </PageHead>
      <LetterFilterForm
        filter={filter.value}
        onChange={(next) => {
          filter.value = next;
          after.value = 0;
        }}
      />
      <Loaded asked={asked} lines={6}>
        {({ letters, next }) => (
          <>
            {letters.length === 0 ? (
              <Empty title="No dead letters">
                {after.value > 0 || filter.value !== everyOpenLetter
                  ? 'None that match.'
                  : 'Everything that came in could be processed.'}
              </Empty>
            ) : (
              <LetterTable
                letters={letters}
                onRedrive={(offset) => void change('redrive', { offset })}
                onPurge={(offset) => void change('purge', { offset })}
              />
            )}
            <div class="row">
              {after.value > 0 && (
                <button
                  type="button"
                  class="button small"
                  onClick={() => {
                    after.value = 0;
                  }}
                >
                  First page
                </button>
              )}
              {next !== null && letters.length > 0 && (
                <button
                  type="button"
                  class="button small"
                  onClick={() => {
                    after.value = next;
                  }}
                >
                  Next page
                </button>
              )}
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}
