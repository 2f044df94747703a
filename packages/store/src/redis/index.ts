export { createRedisStore, type RedisStoreOptions } from './store.ts';
export { openUsageCounter } from './usage-counter.ts';
export { type RedisAccess, redisAccess } from './access.ts';
export { inspectRedis } from './inspection.ts';
