import { openItemTables } from '@freshet/tables';
import { DEFAULT_SITE, FIRST_NAMESPACE, itemKey, itemStatsTopic } from '@freshet/events';
import { deployments, emptyItemState } from '@freshet/recommend';
import { encodeItemStats, itemCodec } from '@freshet/store';
import { expect, onTestFinished, test } from 'vitest';
import { openEmbedded } from '../support/embedded.ts';
import { eventually } from '../support/eventually.ts';
import { quietLogger } from '../support/quiet-logger.ts';

test('an item whose statistics come has its neighbours read again', async () => {
  const { log, close } = await openEmbedded();
  onTestFinished(close);
  let now = 0;
  const tables = await openItemTables({
    log,
    namespace: FIRST_NAMESPACE,
    logger: quietLogger,
    itemsMax: 10,
    visitorsMin: 1,
    deployment: deployments.shop,
    onFatal(error) {
      throw error;
    },
    clock: () => now,
  });
  onTestFinished(() => tables.close());
  const site = tables.site(DEFAULT_SITE);
  const bytes = itemCodec.encode(emptyItemState());
  site.neighbours.decode('A', bytes);
  now += 5_000;
  site.neighbours.decode('A', bytes);
  now += 5_000;
  expect(site.neighbours.fresh('A')).toBeDefined();

  const key = itemKey(DEFAULT_SITE, 'A');
  const state = emptyItemState();
  state.lastSeen = 1;
  const record = { key, value: encodeItemStats(key, state) };
  await log.publisher.publish(itemStatsTopic(FIRST_NAMESPACE).name, [record]);
  await eventually('they have come', () => expect(site.items.slotOf('A')).toBe(0));
  expect(site.neighbours.fresh('A')).toBeUndefined();
});
