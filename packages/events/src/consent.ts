import type { BehaviourEvent } from './types.ts';

/**
 * What an event may be used for. `personalization`: profiles, item lists, what the ranker learns from.
 * `analytics`: figures, attribution, what the back office shows and counts, evaluation.
 */
export type Purpose = 'personalization' | 'analytics';

/** Whether its visitor has agreed to that, or was not asked as far as is told. Forgetting needs no consent. */
export function isAgreedTo(
  { type, consent }: Pick<BehaviourEvent, 'type' | 'consent'>,
  purpose: Purpose,
): boolean {
  return type === 'erase' || consent === null || consent.includes(purpose);
}
