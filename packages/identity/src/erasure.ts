import { behaviourEventCodec, eraseEvent, type MovedEvent, parseProfileKey } from '@freshet/events';
import { hopOf, targetOf } from './passing-on.ts';

/**
 * The erasure of `key`, for the user that it had become: said to a profile that was erased before it heard
 * of that.
 */
export function erasureFrom(
  key: string,
  { userId, at, id }: { readonly userId: string; readonly at: number; readonly id: string },
): MovedEvent {
  const { site } = parseProfileKey(key);
  const profile = { site, userId, anonymousId: null };
  const value = behaviourEventCodec.encode(eraseEvent(profile, { id, at }));
  const path = [hopOf(key, { at, id })];
  const target = targetOf(key, { userId });
  return { kind: 'event', key: target, path, since: null, value, at, receivedAt: at };
}
