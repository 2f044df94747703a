import { useEffect } from 'preact/hooks';
import { useCall } from '../api/use-call.ts';
import { ownName } from './session.ts';

/** Well within the time after which a session that nobody uses ends: an open page is use. */
const AGAIN_MS = 300_000;

/** Who is logged in, and the way out; nothing where there is no login. */
export function OwnSession() {
  const { data } = useCall<{ name: string | null }>('/dashboard/session', { everyMs: AGAIN_MS })
    .answer.value;
  const name = data?.name ?? null;
  useEffect(() => {
    ownName.value = name;
  }, [name]);
  if (name === null) return null;
  return (
    <form class="rail-session" method="post" action="/dashboard/logout">
      <span title={name}>{name}</span>
      <button class="button small">Log out</button>
    </form>
  );
}
