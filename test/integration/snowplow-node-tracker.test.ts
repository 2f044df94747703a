import {
  buildPageView,
  buildSelfDescribingEvent,
  newTracker,
  type PayloadBuilder,
  type SelfDescribingJson,
} from '@snowplow/node-tracker';
import { expect, it } from 'vitest';
import { openDemoShop, order } from '../support/demo-flow.ts';

const who = { userId: 'ada', anonymousId: 'device', sessionId: 'session' };
const iglu = (name: string) =>
  `iglu:com.snowplowanalytics.snowplow.ecommerce/${name}/jsonschema/1-0-0`;
const product = (id: string, price: number, quantity?: number): SelfDescribingJson => ({
  schema: iglu('product'),
  data: { id, price, currency: 'EUR', quantity },
});
const [tent, lamp] = order.items.map(({ itemId, price, quantity }) =>
  product(itemId, price, quantity),
) as [SelfDescribingJson, SelfDescribingJson];

/** An action of the shop, which a server says as the browser's plugin does. */
const action = (type: string) =>
  buildSelfDescribingEvent({
    event: { schema: iglu('snowplow_ecommerce_action'), data: { type } },
  });

it('@snowplow/node-tracker tells of the demo what native calls tell', async () => {
  const shop = await openDemoShop();
  const tracker = newTracker(
    { namespace: 'shop', appId: 'shop' },
    { endpoint: shop.url, bufferSize: 3 },
  );
  tracker.setDomainUserId(who.anonymousId);
  tracker.setSessionId(who.sessionId);
  let at = Date.now() - 60_000;
  const track = (act: PayloadBuilder, entities: SelfDescribingJson[] = []) =>
    tracker.track(act, entities, (at += 1_000));
  track(buildPageView({ pageUrl: 'https://shop.example/', pageTitle: 'Tents' }));
  track(action('list_view'), [tent, lamp]);
  track(action('list_click'), [tent]);
  track(action('product_view'), [tent]);
  track(action('product_view'), [lamp]);
  tracker.setUserId(who.userId);
  track(buildPageView({ pageUrl: 'https://shop.example/cart' }));
  track(action('add_to_cart'), [
    tent,
    { schema: iglu('cart'), data: { total_value: 99.5, currency: 'EUR' } },
  ]);
  track(action('transaction'), [
    tent,
    lamp,
    {
      schema: iglu('transaction'),
      data: {
        transaction_id: order.orderId,
        revenue: order.value,
        currency: order.currency,
        payment_method: 'card',
      },
    },
  ]);
  await tracker.flush();
  await shop.isAsNative(who);
  expect((await shop.ingest.events()).find(({ type }) => type === 'purchase')).toMatchObject(order);
});
