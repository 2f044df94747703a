import type { PostedEvent } from './client.ts';

/** People whose lives are under way at the same time. */
const AT_ONCE = 8;

type Ids = Pick<PostedEvent, 'userId' | 'anonymousId' | 'previousId'>;

/**
 * What a person does, under which ids: they sign in, go on under the old id in another tab, sign out and
 * come back as somebody else, sign in again, and are given another user id in the end.
 */
const life: readonly ((name: string) => Ids & { readonly type?: string })[] = [
  (name) => ({ anonymousId: `${name}-a0` }),
  (name) => ({ anonymousId: `${name}-a0` }),
  (name) => ({ type: 'identify', userId: name, anonymousId: `${name}-a0` }),
  (name) => ({ userId: name }),
  (name) => ({ anonymousId: `${name}-a0` }),
  (name) => ({ anonymousId: `${name}-a1` }),
  (name) => ({ userId: name }),
  (name) => ({ type: 'identify', userId: name, anonymousId: `${name}-a1` }),
  (name) => ({ anonymousId: `${name}-a1` }),
  (name) => ({ type: 'alias', userId: `${name}-later`, previousId: name }),
  (name) => ({ userId: name }),
  (name) => ({ anonymousId: `${name}-a0` }),
  (name) => ({ userId: `${name}-later` }),
];

export interface LivedEvent extends Ids {
  /** Events of one person come from one client. */
  readonly person: string;
  readonly type: string;
  readonly sessionId: string;
  readonly itemId?: string;
}

/**
 * The n-th event of all people. Each is a session by itself: what an item is clicked together with hangs on
 * which profile heard of it first, and the model is to be exact.
 */
export function livedEvent(n: number, itemId: string): LivedEvent {
  const round = Math.floor(n / (AT_ONCE * life.length));
  const person = `person-${round * AT_ONCE + (n % AT_ONCE)}`;
  const step = Math.floor(n / AT_ONCE) % life.length;
  const { type = 'click', ...ids } = life[step]!(person);
  const session = { person, type, sessionId: `${person}-${step}` };
  return { ...session, ...ids, ...(type === 'click' && { itemId }) };
}
