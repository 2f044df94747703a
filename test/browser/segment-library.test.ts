import type { Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { describeInChromium, openContext } from '../support/chromium.ts';
import {
  expectSameProfile,
  expectViewedOnce,
  nativeVisit,
  visitorNamed,
} from '../support/demo-visit.ts';
import { eventually } from '../support/eventually.ts';
import { httpFaults, startFaultyProxy } from '../support/faulty-proxy.ts';
import { by, keys, post, startKeyedTarget, tokenOf } from '../support/keyed-target.ts';
import { textOf } from '../support/repository.ts';
import { serveSite } from '../support/tagged-site.ts';

const target = startKeyedTarget();
const writeKey = keys.anyPage.text;

const modes = [
  { name: 'one by one', strategy: 'standard', config: {} },
  { name: 'in batches', strategy: 'batching', config: { size: 5, timeout: 300 } },
] as const;

/** A page of a shop that loads the library as it is published, and has it ask `cdnURL` where events go. */
async function openShop(
  cdnURL: string,
  { strategy, config }: (typeof modes)[number],
  headers: Readonly<Record<string, string>> = {},
): Promise<Page> {
  const file = 'node_modules/@segment/analytics-next/dist/umd/index.js';
  const delivery = { strategy, config: { ...config, headers } };
  const options = { integrations: { 'Segment.io': { deliveryStrategy: delivery } } };
  const load = `globalThis.analytics = AnalyticsNext.AnalyticsBrowser.load(${JSON.stringify({ writeKey, cdnURL })}, ${JSON.stringify(options)})`;
  const site = await serveSite({
    '/analytics.js': textOf(file),
    '/': `<!doctype html><title>A shop</title><script src="/analytics.js"></script><script>${load}</script>`,
  });
  const page = await (await openContext()).newPage();
  await page.goto(site);
  return page;
}

const call = (method: string, ...args: readonly unknown[]) =>
  `analytics.${method}(${args.map((arg) => JSON.stringify(arg)).join(', ')}).then(() => undefined)`;

describeInChromium('@segment/analytics-next', () => {
  it.for(modes)('sending $name, makes the profile of the native events', async (mode) => {
    const visitor = visitorNamed(`browser-${mode.strategy}`);
    const native = visitorNamed(`native-${mode.strategy}`);
    const events = nativeVisit(native);
    await target.call('/v1/events', post({ events }, by(keys.sender)));
    const page = await openShop(target.service.url, mode, {
      'x-freshet-identity': await tokenOf(visitor.userId),
    });
    const { userId, orderId } = visitor;
    const at = (act: number) => ({ timestamp: visitor.time(act) });
    const tent = { product_id: 'tent', quantity: 1, price: 199 };
    const stove = { product_id: 'stove', quantity: 2, price: 39.5 };
    const order = { order_id: orderId, revenue: 278, currency: 'EUR', products: [tent, stove] };
    await page.evaluate(call('setAnonymousId', visitor.anonymousId));
    await page.evaluate(call('track', 'Product Viewed', tent, at(0)));
    await page.evaluate(call('track', 'Product Viewed', stove, at(1)));
    await page.evaluate(call('identify', userId, {}, at(2)));
    await page.evaluate(call('track', 'Product Added', tent, at(3)));
    await page.evaluate(call('track', 'Order Completed', order, at(4)));
    await expectSameProfile(target.call, visitor, native);
  });

  it.for(modes)('sending $name, loses nothing and doubles nothing on a bad line', async (mode) => {
    const proxy = await startFaultyProxy(target.service.url);
    onTestFinished(() => proxy.close());
    const page = await openShop(proxy.url, mode);
    const anonymousId = `unlucky-${mode.strategy}`;
    await page.evaluate(call('setAnonymousId', anonymousId));
    // One by one each event meets a fault; a batch of all five meets them one after the other.
    proxy.failNext(...httpFaults);
    for (const fault of httpFaults) {
      await page.evaluate(call('track', 'Product Viewed', { product_id: fault }));
    }
    await eventually('every fault is met, and what it fell upon sent again', () => {
      expect(proxy.fates.filter((fate) => typeof fate === 'string')).toEqual(httpFaults);
    });
    await expectViewedOnce(target.call, anonymousId, httpFaults);
  });

  it('sends what a page could not before it was loaded again, and nothing twice', async () => {
    const proxy = await startFaultyProxy(target.service.url);
    onTestFinished(() => proxy.close());
    const page = await openShop(proxy.url, modes[0]);
    const anonymousId = 'reloaded';
    await page.evaluate(call('setAnonymousId', anonymousId));
    const faults = ['request lost', 'answer lost'] as const;
    proxy.failNext(...faults);
    for (const fault of faults) {
      await page.evaluate(call('track', 'Product Viewed', { product_id: fault }));
    }
    await page.reload();
    await eventually('the next page sends both', () => {
      const met = proxy.fates.filter((fate) => typeof fate === 'string');
      expect([met, proxy.fates.length]).toEqual([faults, 4]);
    });
    await expectViewedOnce(target.call, anonymousId, faults);
  });
});
