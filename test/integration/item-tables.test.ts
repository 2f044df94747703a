import { openItemTables } from '@freshet/tables';
import {
  DEFAULT_SITE,
  FIRST_NAMESPACE,
  itemKey,
  itemStatsTopic,
  rankerWeightsCodec,
  rankerWeightsTopic,
} from '@freshet/events';
import {
  deployments,
  emptyItemState,
  emptyRanker,
  FEATURES_VERSION,
  START_RANKER,
} from '@freshet/recommend';
import type { Logger } from '@freshet/runtime';
import { encodeItemStats, itemCodec, packLearned } from '@freshet/store';
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
  const { items, neighbours } = tables.site(DEFAULT_SITE);
  const visitedAt = async (lastSeen: number) => {
    const key = itemKey(DEFAULT_SITE, 'A');
    const record = { key, value: encodeItemStats(key, { ...emptyItemState(), lastSeen }) };
    await log.publisher.publish(itemStatsTopic(FIRST_NAMESPACE).name, [record]);
    await eventually('they have come', () => expect(items.now).toBe(lastSeen));
  };
  await visitedAt(1);
  const slot = items.slotOf('A');
  const bytes = itemCodec.encode(emptyItemState());
  neighbours.decode(slot, bytes);
  now += 5_000;
  neighbours.decode(slot, bytes);
  now += 5_000;
  expect(neighbours.fresh(slot)).toBeDefined();
  await visitedAt(2);
  expect(neighbours.fresh(slot)).toBeUndefined();
});

test('weights of another version are left out with one warning, until there are some of ours', async () => {
  const { log, close } = await openEmbedded();
  onTestFinished(close);
  const said: string[] = [];
  const logger: Logger = {
    ...quietLogger,
    warn: (_: object, text: string) => void said.push(text),
  };
  const tables = await openItemTables({
    log,
    namespace: FIRST_NAMESPACE,
    logger,
    itemsMax: 10,
    visitorsMin: 1,
    deployment: deployments.shop,
    onFatal(error) {
      throw error;
    },
  });
  onTestFinished(() => tables.close());
  const publish = (version: number) => {
    const learned = packLearned(emptyRanker(), version);
    const value = rankerWeightsCodec.encode({
      site: DEFAULT_SITE,
      at: 1,
      frozen: false,
      ...learned,
    });
    return log.publisher.publish(rankerWeightsTopic(FIRST_NAMESPACE).name, [
      { key: DEFAULT_SITE, value },
    ]);
  };
  const { weights } = tables.site(DEFAULT_SITE);
  await publish(FEATURES_VERSION + 1);
  await publish(FEATURES_VERSION + 1);
  await publish(FEATURES_VERSION);
  await publish(FEATURES_VERSION + 1);
  await eventually('they have come', () => expect(said).toHaveLength(2));
  expect(said[0]).toBe('weights of another version are left out, the start weights serve');
  expect(weights.served).toBe(START_RANKER);
  await publish(FEATURES_VERSION);
  await eventually('ours serve', () => expect(weights.learned).toBeDefined());
});
