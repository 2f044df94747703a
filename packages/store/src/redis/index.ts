export { createRedisStore, type RedisStoreOptions } from './store.ts';
export { inspectRedis } from './inspection.ts';
