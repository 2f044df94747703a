import { openRules, parseRule } from '@freshet/api';
import {
  behaviourEventCodec,
  type BusinessRule,
  catalogueItemCodec,
  itemKey,
  profileKey,
  topics,
} from '@freshet/events';
import { deployments } from '@freshet/recommend';
import { recordOf, type Rule } from '@freshet/rules';
import type { Log } from '@freshet/stream';
import { expect, onTestFinished, test } from 'vitest';
import { differenceOf } from '../../services/freshet/src/evaluate/difference.ts';
import { evaluate } from '../../services/freshet/src/evaluate/evaluation.ts';
import { type LogContent, readLog } from '../../services/freshet/src/evaluate/from-log/read-log.ts';
import { triedModels } from '../../services/freshet/src/evaluate/from-log/tried-models.ts';
import { catalogueItem } from '../support/catalogue-item.ts';
import { behaviourEvent } from '../support/events.ts';
import { describeLog, openLog } from '../support/log-engines.ts';
import { quietLogger } from '../support/quiet-logger.ts';

const MINUTE_MS = 60_000;
const onFatal = (error: Error) => {
  throw error;
};

/**
 * Twenty visitors by turns go from a to b and from c to d. The last four are asked about, once each; the
 * last one but one has b in the cart when it is at a.
 */
async function fillLog(log: Log): Promise<void> {
  await log.admin.ensureTopics(Object.values(topics));
  const events = Array.from({ length: 20 }, (_, i) => {
    const [from, to] = i % 2 === 0 ? ['a', 'b'] : ['c', 'd'];
    const at = i * 10 * MINUTE_MS;
    const of = (k: number, type: string, itemId: string) =>
      behaviourEvent({ id: `${i}.${k}`, userId: `u${i}`, type, itemId, at: at + k * MINUTE_MS });
    const cart = i === 18 ? [of(1, 'cart', 'b')] : [];
    return [of(0, 'view', from), ...cart, of(2, 'view', to)];
  }).flat();
  await log.publisher.publish(
    topics.behaviourEvents.name,
    events.map((event) => ({ key: profileKey(event), value: behaviourEventCodec.encode(event) })),
  );
  const entries = ['a', 'b', 'c', 'd', 'new'].map((itemId) => ({
    key: itemKey('default', itemId),
    value: catalogueItemCodec.encode(catalogueItem(itemId, {})),
  }));
  const elsewhere = catalogueItem('x', { site: 'other' });
  const key = itemKey('other', 'x');
  const other = { key, value: catalogueItemCodec.encode(elsewhere) };
  await log.publisher.publish(topics.catalogueItems.name, [...entries, other]);
}

async function setRule(log: Log, rule: BusinessRule): Promise<void> {
  const rules = await openRules({ log, logger: quietLogger, clock: () => 0, onFatal });
  onTestFinished(() => rules.close());
  const change = { site: 'default', ruleId: rule.id, action: 'put', by: null };
  await rules.change({ ...change, after: () => rule });
}

function contentOf(log: Log): Promise<LogContent> {
  return readLog({
    log,
    site: 'default',
    deployment: deployments.shop,
    logger: quietLogger,
    signal: new AbortController().signal,
    progress: { total: () => undefined, passed: () => undefined },
  });
}

interface Trial {
  readonly rules?: readonly Rule[];
  readonly scenario?: 'home' | 'product';
}

async function figuresOf(content: LogContent, { rules, scenario = 'home' }: Trial) {
  const setting = { profile: 'shop', weights: undefined, rules, scenario } as const;
  const models = triedModels(setting, content)!;
  const asking = { protocol: 'prequential', n: 20, atMost: Infinity, lateMs: 0 } as const;
  const observer = { signal: new AbortController().signal, passed: () => undefined };
  const current = await evaluate(content.clicks, models.current(), asking, observer);
  const tried = await evaluate(content.clicks, models.tried(), asking, observer);
  const { queries, hitRate, reciprocalRank } = current.scores();
  return {
    queries,
    current: [hitRate.value, reciprocalRank.value],
    ...differenceOf(tried, current),
  };
}

const rule = (id: string, document: object) => parseRule(id, document);
const hideB = rule('no-b', { action: 'hide', filter: 'item.itemId == "b"' });
const pinNew = rule('front', { action: 'pin', itemIds: ['new'] });

describeLog("what is tried on a deployment's log", (engine) => {
  test('has the figures that it must have, over what the log says holds now', async () => {
    const log = await openLog(engine);
    await fillLog(log);
    const content = await contentOf(log);
    expect([...content.shop.items.ids].toSorted()).toEqual(['a', 'b', 'c', 'd', 'new']);

    // Each of the four targets is the first of its list: what the session looks at is banned.
    const hidden = await figuresOf(content, { rules: [hideB] });
    expect(hidden.queries).toBe(4);
    expect(hidden.current).toEqual([1, 1]);
    // −1, 0, −1, 0: mean −1/2, standard error √(4/3 · 4 · 1/4) / 4.
    const error = Math.sqrt(4 / 3) / 4;
    for (const { value, low, high } of [hidden.hitRate, hidden.reciprocalRank]) {
      expect(value).toBe(-0.5);
      expect(low).toBeCloseTo(-0.5 - 1.96 * error, 10);
      expect(high).toBeCloseTo(-0.5 + 1.96 * error, 10);
    }
    const pinned = await figuresOf(content, { rules: [pinNew] });
    expect(pinned.hitRate).toEqual({ value: 0, low: 0, high: 0 });
    expect(pinned.reciprocalRank).toEqual({ value: -0.5, low: -0.5, high: -0.5 });

    // On a product page what lies in the cart is not shown: one of the four is missed.
    const page = await figuresOf(content, { scenario: 'product', rules: [] });
    expect(page.current).toEqual([0.75, 0.75]);

    // Rules of the log hold in what is, schedules left aside; what is tried stands in their place.
    await setRule(log, recordOf({ ...pinNew, from: Date.now() - 1_000 }));
    const later = await contentOf(log);
    const without = await figuresOf(later, { rules: [] });
    expect(without.current).toEqual([1, 0.5]);
    expect(without.reciprocalRank.value).toBe(0.5);
    const future = { ...hideB, from: Date.now() + 60 * MINUTE_MS };
    expect((await figuresOf(later, { rules: [future] })).hitRate.value).toBe(-0.5);
    // The scenario itself is tried: before it nothing is banned, and no rule holds.
    const raw = await figuresOf(later, {});
    expect(raw.current[0]).toBe(1);
    expect(raw.reciprocalRank.value).toBe(0.5 - raw.current[1]!);
  });

  test('shows nothing that is not for sale', async () => {
    const log = await openLog(engine);
    await fillLog(log);
    const value = catalogueItemCodec.encode(catalogueItem('d', { available: false }));
    await log.publisher.publish(topics.catalogueItems.name, [
      { key: itemKey('default', 'd'), value },
    ]);
    const { current } = await figuresOf(await contentOf(log), { rules: [] });
    expect(current).toEqual([0.5, 0.5]);
  });
});
