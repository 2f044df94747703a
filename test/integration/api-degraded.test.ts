import { expect, test, onTestFinished } from 'vitest';
import { createRedisStore } from '@freshet/store/redis';
import { openApi } from '../support/api.ts';
import { quietLogger } from '../support/quiet-logger.ts';
import { redisAvailable } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/forms.ts';
import { startRedis } from '../support/redis.ts';

test.runIf(redisAvailable())(
  'with Redis gone answers are trending and say that they are degraded',
  async () => {
    const dir = temporaryFolder();
    const redis = await startRedis({ dir });
    onTestFinished(() => redis.stop());
    const store = await createRedisStore({ url: redis.url, logger: quietLogger });
    onTestFinished(() => store.close());
    const api = await openApi({ store });
    await api.visit({ u: ['A', 'X'], v: ['A'] });
    const path = '/v1/recommendations?userId=v';
    expect(await api.get(path)).toMatchObject({ strategy: 'co-visitation' });
    await redis.stop();
    const degraded = { strategy: 'trending', fallback: true, degraded: true };
    await eventually('answers are degraded', async () =>
      expect(await api.get(path)).toMatchObject(degraded),
    );
    const { items } = await api.get<{ items: object[] }>(path);
    expect(items).toHaveLength(2);
    await eventually('lists read a moment ago are no longer used', async () =>
      expect(await api.post('/v1/recommendations', { session: ['A'] })).toMatchObject(degraded),
    );
    // A profile has no substitute.
    expect(await api.get('/v1/profiles?userId=v', 503)).toMatchObject({
      code: 'STORE_UNREACHABLE',
    });
    expect(await api.get('/v1/items/A')).toMatchObject({ visits: 2 });
    expect(await api.get('/v1/items/A/bought-together')).toEqual({
      strategy: 'none',
      items: [],
      emptyBecause: 'STORE_UNREACHABLE',
      degraded: true,
    });
    await startRedis({ port: redis.port, dir }).then((again) => onTestFinished(() => again.stop()));
    await eventually('answers are whole again', async () =>
      expect(await api.get(path)).not.toHaveProperty('degraded'),
    );
  },
);
