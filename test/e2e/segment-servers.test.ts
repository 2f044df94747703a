import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import { Analytics, type TrackParams } from '@segment/analytics-node';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  expectSameProfile,
  expectViewedOnce,
  nativeVisit,
  visitorNamed,
} from '../support/demo-visit.ts';
import { httpFaults, startFaultyProxy } from '../support/faulty-proxy.ts';
import { by, keys, post, startKeyedTarget } from '../support/keyed-target.ts';

type Properties = NonNullable<TrackParams['properties']>;

interface Message {
  readonly anonymousId: string;
  readonly userId?: string;
  readonly timestamp?: Date;
}

/** What both libraries have. */
interface Library {
  track(message: Message & { readonly event: string; readonly properties: Properties }): unknown;
  identify(message: Message): unknown;
  /** Resolves once all that was told so far has been sent, or given up. */
  flush(): Promise<unknown>;
}

/** RudderStack's takes that name alone, and fills it with the present. */
const dated = <M extends Message>({ timestamp, ...message }: M) => ({
  ...message,
  ...(timestamp && { originalTimestamp: timestamp }),
});

const libraries: readonly { name: string; open: (host: string) => Library }[] = [
  {
    name: '@segment/analytics-node',
    open(host) {
      // Shorter than an answer is held back: what is slow is sent again.
      const httpRequestTimeout = 2_000;
      const analytics = new Analytics({ writeKey: keys.sender.text, host, httpRequestTimeout });
      return {
        track: (message) => analytics.track(message),
        identify: (message) => analytics.identify(message),
        flush: () => analytics.flush(),
      };
    },
  },
  {
    name: '@rudderstack/rudder-sdk-node',
    open(dataPlaneUrl) {
      const analytics = new RudderAnalytics(keys.sender.text, { dataPlaneUrl, logLevel: 'none' });
      return {
        track: (message) => analytics.track(dated(message)),
        identify: (message) => analytics.identify(dated(message)),
        flush: () => analytics.flush(),
      };
    },
  },
];

describe('libraries of servers', () => {
  const target = startKeyedTarget();
  const native = visitorNamed('native');

  beforeAll(async () => {
    const events = nativeVisit(native);
    await target.call('/v1/events', post({ events }, by(keys.sender)));
  });

  it.for(libraries)(
    '$name: a visit makes the profile of the native one',
    async ({ name, open }) => {
      const visitor = visitorNamed(name);
      const { anonymousId, userId, orderId } = visitor;
      const library = open(target.service.url);
      const both = { anonymousId, userId };
      const tent = { product_id: 'tent', quantity: 1, price: 199, name: 'Tent' };
      const stove = { product_id: 'stove', quantity: 2, price: 39.5 };
      const tell = (act: number, event: string, properties: Properties) =>
        library.track({
          ...(act < 2 ? { anonymousId } : both),
          event,
          properties,
          timestamp: visitor.time(act),
        });
      tell(0, 'Product Viewed', tent);
      tell(1, 'Product Viewed', stove);
      library.identify({ ...both, timestamp: visitor.time(2) });
      tell(3, 'Product Added', tent);
      const order = { order_id: orderId, revenue: 278, currency: 'EUR', products: [tent, stove] };
      tell(4, 'Order Completed', order);
      await library.flush();
      await expectSameProfile(target.call, visitor, native);
    },
  );

  it.for(libraries)(
    '$name: nothing is lost and nothing doubled on a bad line',
    async ({ name, open }) => {
      const proxy = await startFaultyProxy(target.service.url);
      onTestFinished(() => proxy.close());
      const library = open(proxy.url);
      const anonymousId = `${name}-unlucky`;
      for (const fault of httpFaults) {
        proxy.failNext(fault);
        library.track({ anonymousId, event: 'Product Viewed', properties: { product_id: fault } });
        await library.flush();
      }
      await expectViewedOnce(target.call, anonymousId, httpFaults);
      expect(proxy.fates.filter((fate) => typeof fate === 'string')).toEqual(httpFaults);
    },
  );
});
