import { expect } from 'vitest';
import { eventually } from './eventually.ts';
import { by, keys, type Sent } from './keyed-target.ts';

type Call = (target: string, sent?: Sent) => Promise<{ readonly text: string }>;

/** The same for all, so that what all did is worth the same. */
const start = Date.now() - 60_000;

/**
 * Who browses, signs in, puts into the cart and buys: the same acts, whatever client tells of them, a second
 * apart, since of two in one millisecond none is the earlier.
 */
export const visitorNamed = (name: string) => ({
  anonymousId: `${name}-guest`,
  userId: `${name}-user`,
  orderId: `${name}-order`,
  /** When the nth act happened. */
  time: (act: number) => new Date(start + act * 1_000),
});
export type DemoVisitor = ReturnType<typeof visitorNamed>;

/** The acts as native events. */
export function nativeVisit({ anonymousId, userId, orderId, time }: DemoVisitor) {
  const both = { anonymousId, userId };
  const items = [
    { itemId: 'tent', quantity: 1, price: 199 },
    { itemId: 'stove', quantity: 2, price: 39.5 },
  ];
  const acts = [
    { type: 'view', anonymousId, itemId: 'tent' },
    { type: 'view', anonymousId, itemId: 'stove' },
    { type: 'identify', ...both },
    { type: 'cart', ...both, itemId: 'tent' },
    { type: 'purchase', ...both, orderId, items, value: 278, currency: 'EUR' },
  ];
  return acts.map((act, i) => ({ ...act, occurredAt: time(i).getTime() }));
}

interface Profile {
  readonly events: number;
  readonly formerIds: readonly object[];
  readonly session: readonly {
    readonly itemId: string;
    readonly kind: string;
    readonly at: number;
  }[];
  readonly affinities: {
    readonly items: readonly { readonly id: string; readonly score: number }[];
  };
}

/** The profile without its names and times, and so without what it has lost since. */
async function outline(call: Call, query: string) {
  const { text } = await call(`/v1/profiles?${query}`, { headers: by(keys.inspector) });
  const { events, formerIds, session, affinities } = JSON.parse(text) as Profile;
  return {
    events,
    ids: formerIds.length,
    // The lines of one order have one time.
    session: session
      .toSorted((a, b) => a.at - b.at || (a.itemId < b.itemId ? -1 : 1))
      .map(({ itemId, kind }) => `${kind} ${itemId}`),
    affinities: affinities.items.map(({ id, score }) => `${id} ${score.toFixed(2)}`),
  };
}

/** Waits until both are known by the same: who came by a protocol, and who came natively. */
export async function expectSameProfile(
  call: Call,
  visitor: DemoVisitor,
  native: DemoVisitor,
): Promise<void> {
  await eventually('the profile is that of the native events', async () => {
    const expected = await outline(call, `userId=${native.userId}`);
    expect(expected).toMatchObject({
      events: 5,
      ids: 1,
      session: ['view tent', 'view stove', 'cart tent', 'purchase stove', 'purchase tent'],
    });
    expect(await outline(call, `userId=${visitor.userId}`)).toEqual(expected);
    expect(await outline(call, `anonymousId=${visitor.anonymousId}`)).toEqual(expected);
  });
}

/**
 * That an anonymous visitor has viewed just these items, each once: by then a last event behind all of theirs
 * has been counted too.
 */
export async function expectViewedOnce(
  call: Call,
  anonymousId: string,
  itemIds: readonly string[],
): Promise<void> {
  const query = `anonymousId=${anonymousId}`;
  await eventually('every view is counted', async () => {
    const { session } = await outline(call, query);
    expect(new Set(session)).toEqual(new Set(itemIds.map((id) => `view ${id}`)));
  });
  const last = { type: 'view', anonymousId, itemId: 'last' };
  const headers = { 'content-type': 'application/json', ...by(keys.sender) };
  await call('/v1/events', { method: 'POST', headers, body: last });
  await eventually('and none of them twice', async () => {
    const { events, session } = await outline(call, query);
    expect(session.at(-1)).toBe('view last');
    expect(events).toBe(itemIds.length + 1);
  });
}
