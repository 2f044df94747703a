import { buildSelfDescribingEvent, newTracker } from '@snowplow/node-tracker';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  expectSameProfile,
  expectViewedOnce,
  nativeVisit,
  visitorNamed,
} from '../support/demo-visit.ts';
import { eventually } from '../support/eventually.ts';
import { httpFaults, startFaultyProxy } from '../support/faulty-proxy.ts';
import { by, keys, post, startKeyedTarget } from '../support/keyed-target.ts';
import { action, entity, products, transaction } from '../support/snowplow-entities.ts';

type Entity = ReturnType<typeof entity>;

/** A tracker of one visitor, with the scope to speak for all. */
function trackerOf(endpoint: string, anonymousId: string) {
  const tracker = newTracker(
    { namespace: 'shop', appId: 'shop' },
    // Shorter than an answer is held back: what is slow is sent again.
    { endpoint, bufferSize: 2, connectionTimeout: 2_000, customHeaders: by(keys.sender) },
  );
  tracker.setDomainUserId(anonymousId);
  return {
    ...tracker,
    say: (type: string, entities: readonly Entity[], at?: Date) =>
      tracker.track(
        buildSelfDescribingEvent({ event: action(type) }),
        [...entities],
        at?.getTime(),
      ),
  };
}

const [tent, stove] = [products.tent, products.stove].map((data) => entity('product', data)) as [
  Entity,
  Entity,
];

describe('@snowplow/node-tracker', () => {
  const target = startKeyedTarget();

  it('makes the profile of the native events of a visit', async () => {
    const [visitor, native] = [visitorNamed('snowplow'), visitorNamed('native')];
    await target.call('/v1/events', post({ events: nativeVisit(native) }, by(keys.sender)));
    const { userId, anonymousId, orderId, time } = visitor;
    const tracker = trackerOf(target.service.url, anonymousId);
    tracker.say('product_view', [tent], time(0));
    tracker.say('product_view', [stove], time(1));
    tracker.setUserId(userId);
    const cart = entity('cart', { total_value: 199, currency: 'EUR' });
    tracker.say('add_to_cart', [tent, cart], time(3));
    const bought = entity('transaction', { ...transaction, transaction_id: orderId });
    tracker.say('transaction', [tent, stove, bought], time(4));
    await tracker.flush();
    await expectSameProfile(target.call, visitor, native);
  });

  it('loses nothing and doubles nothing on a bad line', async () => {
    const proxy = await startFaultyProxy(target.service.url);
    onTestFinished(() => proxy.close());
    const tracker = trackerOf(proxy.url, 'unlucky');
    for (const fault of httpFaults) {
      proxy.failNext(fault);
      tracker.say('product_view', [entity('product', { ...products.tent, id: fault })]);
      await eventually(`what met "${fault}" is sent again`, async () => {
        await tracker.flush();
        expect(proxy.fates.slice(-2)).toEqual([fault, 200]);
      });
    }
    await expectViewedOnce(target.call, 'unlucky', httpFaults);
  });
});
