import { tmpdir } from 'node:os';
import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { watchDiskRoom } from './disk-room.ts';

it('says how much room a folder has, and nothing of one that is not there', async () => {
  const registry = new Registry();
  watchDiskRoom(registry, { data: tmpdir(), journal: '/no/such/folder' });
  const [gauge] = await registry.getMetricsAsJSON();
  expect(gauge!.values).toEqual([
    { labels: { folder: 'data' }, value: expect.any(Number) as number },
  ]);
  expect(gauge!.values[0]!.value).toBeGreaterThan(0);
});
