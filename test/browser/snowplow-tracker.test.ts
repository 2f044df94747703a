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
import { products, transaction } from '../support/snowplow-entities.ts';
import { serveSite } from '../support/tagged-site.ts';

const target = startKeyedTarget();

const methods = ['post', 'get'] as const;

/** A page of a shop with tracker and plugin as they are published, which send to `collector`. */
async function openShop(collector: string, eventMethod: (typeof methods)[number]): Promise<Page> {
  const files = ['browser-tracker', 'browser-plugin-snowplow-ecommerce'];
  const scripts = files.map((name) => [
    `/${name}.js`,
    textOf(`node_modules/@snowplow/${name}/dist/index.umd.min.js`),
  ]);
  // Shorter than an answer is held back: what is slow is sent again.
  const options = JSON.stringify({ appId: 'shop', eventMethod, connectionTimeout: 2_000 });
  const load = `Object.assign(globalThis, snowplowBrowserTracking, snowplowEcommerceAccelerator);
    globalThis.tracker = newTracker('sp', ${JSON.stringify(collector)},
      { ...${options}, plugins: [SnowplowEcommercePlugin()] });`;
  const site = await serveSite({
    ...(Object.fromEntries(scripts) as Record<string, string>),
    '/': `<!doctype html><title>A shop</title>${files.map((name) => `<script src="/${name}.js"></script>`).join('')}<script>${load}</script>`,
  });
  const page = await (await openContext()).newPage();
  await page.goto(site);
  return page;
}

const call = (method: string, ...args: readonly unknown[]) =>
  `${method}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`;

describeInChromium('@snowplow/browser-tracker with its e-commerce plugin', () => {
  it.for(methods)('sending by %s, makes the profile of the native events', async (method) => {
    const native = visitorNamed(`native-${method}`);
    const events = nativeVisit(native);
    await target.call('/v1/events', post({ events }, by(keys.sender)));
    const named = visitorNamed(`browser-${method}`);
    const { userId, orderId } = named;
    // The key behind the host, and behind it the token by which the page proves who its user is.
    const prefix = `${keys.anyPage.text}/${await tokenOf(userId)}`;
    const page = await openShop(`${target.service.url}/${prefix}`, method);
    const anonymousId = await page.evaluate<string>('tracker.getDomainUserId()');
    const at = (act: number) => ({ timestamp: named.time(act).getTime() });
    const { tent, stove } = products;
    const order = { ...transaction, transaction_id: orderId, products: [tent, stove] };
    const cart = { total_value: 199, currency: 'EUR', products: [tent] };
    await page.evaluate(call('trackProductView', { ...tent, ...at(0) }));
    await page.evaluate(call('trackProductView', { ...stove, ...at(1) }));
    await page.evaluate(call('setUserId', userId));
    await page.evaluate(call('trackAddToCart', { ...cart, ...at(3) }));
    await page.evaluate(call('trackTransaction', { ...order, ...at(4) }));
    await expectSameProfile(target.call, { ...named, anonymousId }, native);
  });

  it('loses nothing and doubles nothing on a bad line', async () => {
    const proxy = await startFaultyProxy(target.service.url);
    onTestFinished(() => proxy.close());
    const page = await openShop(`${proxy.url}/${keys.anyPage.text}`, 'post');
    for (const fault of httpFaults) {
      proxy.failNext(fault);
      await page.evaluate(call('trackProductView', { ...products.tent, id: fault }));
      await eventually(`what met "${fault}" is sent again`, async () => {
        await page.evaluate('flushBuffer()');
        expect(proxy.fates.slice(-2)).toEqual([fault, 200]);
      });
    }
    const anonymousId = await page.evaluate<string>('tracker.getDomainUserId()');
    await expectViewedOnce(target.call, anonymousId, httpFaults);
  });

  it('is anonymous by its session', async () => {
    const page = await openShop(`${target.service.url}/${keys.anyPage.text}`, 'post');
    const anonymous = { withSessionTracking: true, withServerAnonymisation: true };
    await page.evaluate(call('enableAnonymousTracking', { options: anonymous }));
    await page.evaluate(call('setUserId', 'ada'));
    await page.evaluate(call('trackProductView', products.tent));
    const session = await page.evaluate<string>('tracker.getDomainUserInfo()[6]');
    await expectViewedOnce(target.call, session, ['tent']);
  });
});
