import { redisCli, startRedis } from '../support/redis.ts';
import { eventually } from '../support/eventually.ts';
import type { Figure } from './figure.ts';
import type { Run } from './run.ts';
import { storedItem, type StoredState, storedProfile, writeState } from './state.ts';
import { itemIdOf, itemStateOf, profileOf, SHOP_ITEMS, userIdOf } from './synthetic-shop.ts';

const USERS = 100_000;
const EVENTS_PER_USER = 6;
const NEIGHBOURS_PER_ITEM = 100;

/** Redis' used_memory a user and an item: with keys, expiry, hash tables and fences. */
export async function memoryBench(run: Run): Promise<readonly Figure[]> {
  const now = Date.now();
  const users = await measure(run, USERS, (user) =>
    storedProfile(userIdOf(user), profileOf(user, EVENTS_PER_USER, now)),
  );
  const items = await measure(run, SHOP_ITEMS, (item) =>
    storedItem(itemIdOf(item), itemStateOf(item, NEIGHBOURS_PER_ITEM, now)),
  );
  const against = 'bytes of key and value';
  const unit = 'B';
  return [
    { name: 'memory-user', unit, against, target: { of: 'value', atMost: 600 }, ...users },
    { name: 'memory-item', unit, against, target: { of: 'value', atMost: 2_600 }, ...items },
  ];
}

/** An empty Redis, filled with `count` states through the store as a worker does it. */
async function measure(run: Run, count: number, build: (i: number) => StoredState) {
  const redis = await run.keep(startRedis());
  const before = await settledMemory(redis.port);
  let bytes = 0;
  function* states(): Generator<StoredState> {
    for (let i = 0; i < count; i++) {
      const state = build(i);
      bytes += Buffer.byteLength(state.ref.key) + state.value.byteLength;
      yield state;
    }
  }
  await writeState(redis.url, states());
  const value = ((await settledMemory(redis.port)) - before) / count;
  return { value, reference: bytes / count };
}

/** used_memory once Redis has let go of closed connections and has moved its hash tables. */
async function settledMemory(port: number): Promise<number> {
  let last = Number.NaN;
  return eventually('Redis memory settles', async () => {
    const info = await redisCli(port, 'info', 'memory');
    const now = Number(/^used_memory:(\d+)/m.exec(info)![1]);
    const changed = Math.abs(now - last);
    last = now;
    if (!(changed < 1024)) throw new Error(`used_memory moved to ${now}`);
    return now;
  });
}
