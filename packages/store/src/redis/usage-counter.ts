import type { Logger } from '@freshet/runtime';
import { type RateLimiterAbstract, RateLimiterRedis } from 'rate-limiter-flexible';
import type { RedisAccess } from './access.ts';
import { createClient, hangUp, watch } from './connection.ts';
import { parseEndpoints } from './endpoints.ts';

/** `freshet-used:name`: what was used in a window. Written and read by ingest and API; TTL of the window. */
const PREFIX = 'freshet-used';

export interface UsageCounterOptions extends RedisAccess {
  /** Counts while Redis cannot, from nothing: what several processes then count is not added up. */
  readonly insurance: RateLimiterAbstract;
  readonly logger: Logger;
}

export interface OpenUsageCounter {
  readonly counter: RateLimiterAbstract;
  close(): Promise<void>;
}

/**
 * A counter for several processes, in Redis. It waits for no connection, and for an answer no longer than
 * any call does: what it is asked for goes on without Redis.
 * @throws FreshetError CONFIG_INVALID.
 */
export function openUsageCounter(options: UsageCounterOptions): OpenUsageCounter {
  const { insurance, logger, ...access } = options;
  const endpoints = parseEndpoints(access);
  const { address } = endpoints;
  const client = createClient(endpoints);
  const link = watch(client, address, logger);
  // It is tried again and again, as after a connection that was lost.
  client.connect().catch((error: unknown) => {
    const err = link.lastError() ?? error;
    logger.warn({ address, err }, 'no Redis: limits of keys hold for this process alone');
  });
  const counter = new RateLimiterRedis({
    storeClient: client,
    keyPrefix: PREFIX,
    points: insurance.points,
    duration: insurance.duration,
    insuranceLimiter: insurance,
    rejectIfRedisNotReady: true,
  });
  return { counter, close: () => hangUp(client) };
}
