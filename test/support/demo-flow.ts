import type { BehaviourEvent } from '@freshet/events';
import { expect } from 'vitest';
import { startDeployment } from './deployment.ts';
import { eventually } from './eventually.ts';
import { openIngest, type TestIngest } from './ingest.ts';
import { urlOf } from './tagged-site.ts';

const PARTITIONS = 4;

/** Who goes through the demo. */
export interface Demonstrator {
  readonly userId: string;
  readonly anonymousId: string;
  readonly sessionId: string;
}

export const order = {
  orderId: 'order-17',
  value: 113.5,
  currency: 'EUR',
  items: [
    { itemId: 'tent', quantity: 1, price: 99.5 },
    { itemId: 'lamp', quantity: 2, price: 7 },
  ],
};

/** What is done in the demo, as native calls: browse, sign in, add, buy. */
function demoActs({ userId, anonymousId, sessionId }: Demonstrator) {
  const guest = { anonymousId, sessionId };
  const user = { ...guest, userId };
  return [
    { ...guest, type: 'page' },
    { ...guest, type: 'impression', items: [{ itemId: 'tent' }, { itemId: 'lamp' }] },
    { ...guest, type: 'click', itemId: 'tent' },
    { ...guest, type: 'view', itemId: 'tent' },
    { ...guest, type: 'view', itemId: 'lamp' },
    { ...user, type: 'identify' },
    { ...user, type: 'page' },
    { ...user, type: 'cart', items: [order.items[0]] },
    { ...user, type: 'purchase', ...order },
  ];
}

export interface DemoShop {
  readonly ingest: TestIngest;
  /** Of the intake. */
  readonly url: string;
  /** Waits until a client's acts are all in the log, and have made the profile that native ones make at the same times. */
  isAsNative(who: Demonstrator): Promise<void>;
}

/** Intake, worker and API over the embedded engine. */
export async function openDemoShop(): Promise<DemoShop> {
  const ingest = await openIngest();
  const url = await urlOf(ingest.app);
  const { app: api } = await startDeployment(ingest, PARTITIONS);
  return {
    ingest,
    url,
    async isAsNative(who) {
      const acts = demoActs(who);
      const done = await eventually('all acts are in the log', async () => {
        const events = await ingest.events();
        expect(events.map(({ type }) => type).toSorted()).toEqual(
          acts.map(({ type }) => type).toSorted(),
        );
        return events;
      });
      for (const act of demoActs({ ...who, userId: 'native', anonymousId: 'native device' })) {
        const payload = { ...act, occurredAt: timeOf(act, done) };
        const answer = await ingest.app.inject({ method: 'POST', url: '/v1/events', payload });
        expect(answer.statusCode, answer.body).toBe(202);
      }
      await eventually('both have the same profile', async () => {
        const [theirs, native] = await Promise.all([who.userId, 'native'].map(profileOf));
        expect(native).toMatchObject({ userId: 'native', events: acts.length });
        expect(withoutNames(theirs!)).toEqual(withoutNames(native!));
      });
    },
  };

  async function profileOf(userId: string): Promise<Record<string, unknown>> {
    const answer = await api.inject(`/v1/profiles?userId=${userId}`);
    // What scores are worth falls while one is read after the other.
    const rounded = (_name: string, value: unknown) =>
      typeof value === 'number' && !Number.isInteger(value) ? Number(value.toFixed(6)) : value;
    return JSON.parse(answer.body, rounded) as Record<string, unknown>;
  }
}

/** When the client did the same. */
function timeOf(
  act: { readonly type: string; readonly itemId?: string; readonly userId?: string },
  events: readonly BehaviourEvent[],
): number | null {
  const done = events.find(
    ({ type, itemId, userId }) =>
      type === act.type &&
      itemId === (act.itemId ?? null) &&
      (userId === null) === (act.userId === undefined),
  );
  expect(done, `the client did ${JSON.stringify(act)}`).toBeDefined();
  return done!.occurredAt;
}

/**
 * Once the ids are left out by which the two were told apart, and the order of what was done at the same time,
 * which is left open where two parts of a person meet.
 */
function withoutNames({ userId, formerIds, session, ...profile }: Record<string, unknown>) {
  expect([userId, formerIds]).toEqual([expect.any(String), [expect.any(Object)]]);
  const visits = (session as object[]).map((visit) => JSON.stringify(visit)).toSorted();
  return { ...profile, visits };
}
