import { type RateLimiterAbstract, RateLimiterMemory } from 'rate-limiter-flexible';

/**
 * Adds up what was used within windows of time, by name. It compares with nothing: limits differ from key
 * to key, and one counter is for all.
 */
export type UsageCounter = RateLimiterAbstract;

/**
 * A counter of this process alone. It holds what was used in windows that have not ended: three numbers
 * a key at most, and for a minute after midnight four.
 */
export function memoryCounter(): UsageCounter {
  return new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: 1 });
}
