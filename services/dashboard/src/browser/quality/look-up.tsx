import { useLocation } from 'preact-iso';
import type { Arrival } from '../../shapes/quality.ts';
import { withQuery } from '../api/call.ts';
import { useCall } from '../api/use-call.ts';
import type { Message } from '../inspector/answers.ts';
import { JoinedField } from '../parts/joined-field.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Time } from '../parts/time.tsx';
import { verdictOf } from './verdict.ts';

const AGAIN_MS = 2_000;

/** What became of one event; the page's address says which. */
export function LookUp() {
  const { query, route } = useLocation();
  const id = query['id'] ?? '';
  return (
    <>
      <JoinedField
        label="Event id"
        button="Look up"
        onSubmit={(text) => route(withQuery('/dashboard/quality', { id: text }))}
      >
        The tag's debug panel shows it, and so does <code>?ids=true</code> in the answer of ingest.
      </JoinedField>
      {id !== '' && <Found key={id} id={id} />}
    </>
  );
}

function Found({ id }: { readonly id: string }) {
  const asked = useCall<Arrival>(withQuery('/v1/dashboard/arrival', { id }), { everyMs: AGAIN_MS });
  // Where ingest runs apart, the log alone tells.
  const message = useCall<Message>(`/v1/messages/${encodeURIComponent(id)}`, { everyMs: AGAIN_MS });
  return (
    <section class="card" aria-labelledby="arrival-title" aria-live="polite">
      <div class="card-head">
        <h2 id="arrival-title">Did it arrive?</h2>
        <a class="small" href={withQuery('/dashboard/inspector', { message: id })}>
          What is in it
        </a>
      </div>
      <Loaded asked={asked} lines={3}>
        {(arrival) => <Facts arrival={arrival} message={message.answer.value.data} />}
      </Loaded>
    </section>
  );
}

function Facts({
  arrival,
  message,
}: {
  readonly arrival: Arrival;
  readonly message: Message | null;
}) {
  const { tone, word, why } = verdictOf(arrival, message);
  const { id, arrived, refused } = arrival;
  return (
    <>
      <p class="row">
        <span class={`badge ${tone}`}>{word}</span>
        <span>{why}</span>
      </p>
      <dl class="facts">
        <dt>Id</dt>
        <dd class="mono">{id}</dd>
        {arrived !== null && (
          <>
            <dt>Type</dt>
            <dd>{arrived.type}</dd>
            <dt>Received</dt>
            <dd>
              <Time at={arrived.receivedAt} />
            </dd>
            <dt>Place in the log</dt>
            <dd>
              {arrived.topic} / {arrived.partition} / {arrived.offset}
            </dd>
          </>
        )}
        {refused !== null && (
          <>
            <dt>Refused</dt>
            <dd>
              <Time at={refused.at} /> with {refused.code}
            </dd>
          </>
        )}
      </dl>
    </>
  );
}
