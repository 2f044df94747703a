import { useCall } from '../api/use-call.ts';
import { NOTHING } from '../format/numbers.ts';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Time } from '../parts/time.tsx';
import type { Message } from './answers.ts';

const AGAIN_MS = 2_000;
const meanings: Readonly<Record<string, readonly [string, string]>> = {
  pending: ['warn', 'accepted, in the journal, not yet in the log'],
  sent: ['info', 'in the log, not yet in its profile'],
  'signed-off': ['good', 'in its profile'],
};

/** Where one accepted event is. */
export function MessageView({ id }: { readonly id: string }) {
  const asked = useCall<Message>(`/v1/messages/${encodeURIComponent(id)}`, { everyMs: AGAIN_MS });
  const { fault } = asked.answer.value;
  return (
    <section class="card" aria-labelledby="message-title">
      <h2 id="message-title">Event</h2>
      {fault?.code === 'MESSAGE_UNKNOWN' ? (
        <Empty title="No such event is known.">
          {fault.message} It may also have been refused, or lie among the{' '}
          <a href="/dashboard/dead-letters">dead letters</a>.
        </Empty>
      ) : (
        <Loaded asked={asked} lines={8}>
          {(message) => <MessageFacts message={message} />}
        </Loaded>
      )}
    </section>
  );
}

function MessageFacts({ message }: { readonly message: Message }) {
  const { id, topic, key, partition, offset, sentAt, status, content } = message;
  const [tone, meaning] = meanings[status] ?? ['', ''];
  return (
    <>
      <p class="row">
        <span class={`badge ${tone}`}>{status}</span>
        <span class="muted">{meaning}</span>
      </p>
      <dl class="facts">
        <dt>Id</dt>
        <dd class="mono">{id}</dd>
        <dt>Topic</dt>
        <dd>{topic}</dd>
        <dt>Partition and offset</dt>
        <dd>
          {partition} / {offset ?? NOTHING}
        </dd>
        <dt>Key</dt>
        <dd class="mono">{key}</dd>
        <dt>Sent</dt>
        <dd>
          <Time at={sentAt} />
        </dd>
      </dl>
      <h3>Content</h3>
      <pre tabIndex={0}>{JSON.stringify(content, null, 2)}</pre>
    </>
  );
}
