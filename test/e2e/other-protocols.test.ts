import { Analytics } from '@segment/analytics-node';
import { newTracker, buildSelfDescribingEvent } from '@snowplow/node-tracker';
import { Gorse } from 'gorsejs';
import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { forms, type RunningForm } from '../support/forms.ts';

const START = Date.now() - 60_000;

/** Told by Segment's library: each visitor looked at one item, and then at another. */
async function tellBySegment(
  { ingestUrl: host }: RunningForm,
  visits: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  const analytics = new Analytics({ writeKey: 'any', host });
  for (const [userId, items] of Object.entries(visits)) {
    for (const [i, product_id] of items.entries()) {
      const timestamp = new Date(START + i * 1_000);
      analytics.track({ userId, event: 'Product Viewed', properties: { product_id }, timestamp });
    }
  }
  await analytics.closeAndFlush();
}

/** Told by Snowplow's tracker: the user looks at an item. */
async function tellBySnowplow(
  { ingestUrl: endpoint }: RunningForm,
  userId: string,
  itemId: string,
): Promise<void> {
  const tracker = newTracker({ namespace: 'shop', appId: 'shop' }, { endpoint, bufferSize: 1 });
  tracker.setUserId(userId);
  const shop = 'iglu:com.snowplowanalytics.snowplow.ecommerce';
  tracker.track(
    buildSelfDescribingEvent({
      event: {
        schema: `${shop}/snowplow_ecommerce_action/jsonschema/1-0-2`,
        data: { type: 'product_view' },
      },
    }),
    [{ schema: `${shop}/product/jsonschema/1-0-0`, data: { id: itemId } }],
  );
  await tracker.flush();
}

describe.each(forms.filter(({ available }) => available))(
  'a site that never calls Freshet by its own names ($name)',
  ({ start }) => {
    it('tells by Segment, Snowplow and Gorse, and gets personal lists by Gorse', async () => {
      const form = await start();
      // One address for all its calls, also where services run apart.
      const gorse = new Gorse<string>({ endpoint: form.apiUrl, secret: 'any' });
      await tellBySegment(form, {
        ada: ['tent', 'stove'],
        bob: ['tent', 'stove'],
        cem: ['tent', 'stove'],
        eve: ['boots', 'socks'],
        fay: ['boots', 'socks'],
        gil: ['boots', 'socks'],
        dee: ['tent'],
      });
      await tellBySnowplow(form, 'hal', 'boots');
      await gorse.insertFeedbacks([
        { FeedbackType: 'read', UserId: 'ida', ItemId: 'boots', Timestamp: new Date() },
      ]);

      for (const [user, item] of Object.entries({ dee: 'stove', hal: 'socks', ida: 'socks' })) {
        await eventually(`${user} is shown what follows from their visit`, async () => {
          const list = await gorse.getRecommend({ userId: user, cursorOptions: { n: 3 } });
          expect(list[0]).toBe(item);
        });
      }
      const back = { userId: 'dee', cursorOptions: { n: 1 }, writeBackType: 'read' };
      expect(await gorse.getRecommend({ ...back, writeBackDelay: '1h' })).toEqual(['stove']);
      expect(await gorse.getRecommend(back)).toEqual(['stove']);
      await eventually('what dee was shown is left out from when it was to be', async () => {
        const list = await gorse.getRecommend({ userId: 'dee', cursorOptions: { n: 2 } });
        expect([list.length, list.includes('stove')]).toEqual([2, false]);
      });
    });
  },
);
