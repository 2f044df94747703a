export { createRedisStore, type RedisStoreOptions } from './store.ts';
export { type RedisAccess, redisAccess } from './access.ts';
export { inspectRedis } from './inspection.ts';
