import type { Claim, Forgetting, Handover, MovedState } from '@freshet/events';
import { erasureFrom } from './erasure.ts';
import { forgetOld, isNewer, type Kept, nobody } from './kept.ts';
import { forgetLinks, hopOf, type Mergeable, onwardFrom, targetOf } from './passing-on.ts';

/** What became of a handover. */
export interface TakenHandover<State> {
  /** State of somebody who became this one, to be merged with what is kept. */
  readonly arrived?: State;
  readonly handovers: readonly Handover[];
}

/** What another profile tells this one, in place. Events are `takeEvent`'s. */
export function takeHandover<State>(
  kept: Kept<State>,
  handover: Claim | Forgetting | MovedState,
  mergeable: Mergeable<State>,
): TakenHandover<State> {
  forgetOld(kept, handover.at);
  if (handover.kind === 'claim') return { handovers: claim(kept, handover, mergeable) };
  if (handover.kind === 'forget') return { handovers: forget(kept, handover) };
  return takeState(kept, handover, mergeable);
}

/** The newest claim holds for what comes; what there is goes to whoever comes first. */
function claim<State>(
  kept: Kept<State>,
  { key, userId, since, at, receivedAt }: Claim,
  mergeable: Mergeable<State>,
): Handover[] {
  const { state, redirect, erasedAt, rootSince } = kept;
  if (targetOf(key, { userId }) === key) return [];
  if (erasedAt !== null && since.at <= erasedAt) {
    return [erasureFrom(key, { userId, at: erasedAt, id: since.id })];
  }
  if (rootSince !== null && !isNewer(since, rootSince)) return [];
  if (redirect !== null && !isNewer(since, redirect)) return [];
  kept.redirect = { ...since, userId };
  kept.state = undefined;
  if (state === undefined) return [];
  const value = Buffer.from(mergeable.encode(mergeable.leaving(state, key)));
  const path = [hopOf(key, since)];
  const target = targetOf(key, { userId });
  return [{ kind: 'state', key: target, path, since: null, value, at, receivedAt }];
}

function takeState<State>(
  kept: Kept<State>,
  handover: MovedState,
  mergeable: Mergeable<State>,
): TakenHandover<State> {
  const { key, path, since, value, at, receivedAt } = handover;
  const last = path.at(-1)!;
  const { erasedAt } = kept;
  if (erasedAt !== null && (since ?? last).at <= erasedAt) {
    // Whoever became this user after the erasure was heard of here is not among its links.
    const links = nobody<State>();
    links.links.push(last.key);
    return { handovers: forgetLinks(key, links, { erasedAt, id: last.id, at }) };
  }
  const onward = onwardFrom(key, kept, handover);
  const state = mergeable.decode(value);
  if (onward !== undefined) {
    const passed = Buffer.from(mergeable.encode(mergeable.leaving(state, key)));
    return { handovers: [{ kind: 'state', ...onward, value: passed, at, receivedAt }] };
  }
  return { arrived: state, handovers: [] };
}

/** Only who is still that user: who became another one since is that one's. */
function forget<State>(kept: Kept<State>, forgetting: Forgetting): Handover[] {
  const { key, since, at } = forgetting;
  if (since.at <= (kept.erasedAt ?? 0) || !isMeant(kept, forgetting)) return [];
  const handovers = forgetLinks(key, kept, { erasedAt: since.at, id: since.id, at });
  Object.assign(kept, { ...nobody(), erasedAt: since.at });
  return handovers;
}

function isMeant({ redirect }: Kept<unknown>, { userId, since, isForeign }: Forgetting): boolean {
  if (redirect === null) return isForeign === true;
  return redirect.at <= since.at && redirect.userId === userId;
}
