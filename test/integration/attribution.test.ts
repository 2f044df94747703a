import { type AnswerFacts, encodeRecommId } from '@freshet/events';
import { visitorCodec, visitorRef } from '@freshet/store';
import { openSigningKey, type Signer } from '@freshet/stream';
import { expect, it } from 'vitest';
import { type Deployment, describeDeployments, startDeployment } from '../support/deployment.ts';
import { behaviourEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { publishInParts } from '../support/pipeline.ts';

const PARTITIONS = 3;
const ADMIN = { host: '127.0.0.1' };

interface Shown {
  readonly places: readonly Record<string, unknown>[];
  readonly arms: readonly Record<string, unknown>[];
}

async function figuresOf({ app }: Deployment, by = 'position'): Promise<Shown> {
  const answer = await app.inject({ url: `/v1/admin/figures?by=${by}`, headers: ADMIN });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<Shown>();
}

/** An answer given now, as the API would have given it. */
function answerOf(signer: Signer, facts: Partial<AnswerFacts> = {}) {
  return encodeRecommId(
    {
      site: 'default',
      at: NOW,
      strategy: 'co-visitation',
      scenario: 'home',
      experiment: null,
      variant: null,
      takenOver: false,
      n: 10,
      explored: 0,
      randomness: answers++,
      ...facts,
    },
    signer,
  );
}
const NOW = Date.now();
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
let answers = 0;
let events = 0;
const act = (userId: string | null, type: string, fields: object) =>
  behaviourEvent({ id: `e${events++}`, userId, type, at: NOW + 1, itemId: null, ...fields });

describeDeployments('attribution', (open) => {
  it('is right to the cent: in each place, in each arm, for mixed currencies, and after refunds', async () => {
    const engines = await open(PARTITIONS);
    const deployment = await startDeployment(engines, PARTITIONS);
    const signer = await openSigningKey(engines.log);
    const inArm = (variant: string) => answerOf(signer, { experiment: 'hop', variant });
    const [ada, bob] = [inArm('a'), inArm('b')];
    const forged = `${ada.slice(0, -1)}${ada.endsWith('A') ? 'B' : 'A'}`;
    const price = (itemId: string, each: number, quantity = 1) => ({
      itemId,
      quantity,
      price: each,
      categories: [],
    });
    const all = [
      act('ada', 'impression', { recommId: ada, items: [price('tent', 1), price('lamp', 1)] }),
      act('ada', 'click', { recommId: ada, itemId: 'tent', position: 1 }),
      act('ada', 'purchase', {
        orderId: 'o1',
        currency: 'EUR',
        items: [price('tent', 19.99, 3), price('rope', 0.07)],
      }),
      act('ada', 'purchase', { orderId: 'o2', currency: 'USD', itemId: 'tent', value: 5.55 }),
      act('ada', 'refund', { orderId: 'o1', items: [price('tent', 19.99)] }),
      act('bob', 'impression', { recommId: bob, position: 1 }),
      act('bob', 'purchase', { orderId: 'o3', itemId: 'map', value: 1 }),
      // Nobody recommended anything to them, and nobody gave this answer.
      act('cem', 'purchase', { orderId: 'o4', itemId: 'tent', value: 1_000 }),
      act('dee', 'click', { recommId: forged, itemId: 'tent', position: 1 }),
      act('dee', 'purchase', { orderId: 'o5', itemId: 'tent', value: 1_000 }),
      act('eve', 'view', { itemId: 'tent' }),
    ];
    // All of it twice: retries change nothing.
    await publishInParts(engines.log, [...all, ...all], 4);
    await eventually('all is counted', async () => {
      const { places, arms } = await figuresOf(deployment);
      expect(places).toEqual([
        expect.objectContaining({
          position: '1',
          impressions: 2,
          clicks: 1,
          orders: 2,
          revenue: [
            expect.objectContaining({ currency: 'EUR', amount: 39.98 }),
            expect.objectContaining({ currency: 'USD', amount: 5.55 }),
          ],
        }),
        expect.objectContaining({ position: '2', impressions: 1, clicks: 0, revenue: [] }),
      ]);
      const shown = arms.toSorted((a, b) => (String(a['variant']) < String(b['variant']) ? -1 : 1));
      expect(shown).toEqual([
        expect.objectContaining({
          experiment: 'hop',
          variant: 'a',
          visitors: 1,
          buyers: 1,
          impressions: 2,
          clicks: 1,
          orders: 2,
          revenue: [
            expect.objectContaining({ currency: 'EUR', amount: 40.05 }),
            expect.objectContaining({ currency: 'USD', amount: 5.55 }),
          ],
        }),
        expect.objectContaining({
          variant: 'b',
          visitors: 1,
          orders: 1,
          revenue: [expect.objectContaining({ currency: null, amount: 1 })],
        }),
      ]);
    });
    const { places } = await figuresOf(deployment);
    const day = (from: string, to: string) =>
      figuresOf(deployment, `position&from=${from}&to=${to}`);
    const [before, today] = [dayOf(NOW - 2 * 86_400_000), dayOf(NOW + 1)];
    await eventually('the day, which is read elsewhere, says the same', async () =>
      expect(await day(today, today)).toEqual({
        site: 'default',
        by: ['position'],
        from: today,
        to: today,
        places,
      }),
    );
    expect(await day(before, today)).toMatchObject({ places });
    expect(await day(before, before)).toMatchObject({ places: [] });
    expect(await deployment.metrics()).toMatch(/^freshet_attribution_unknown_answers_total [1-9]/m);
  });

  it('who signs in stays one visitor, whichever of the ids is heard of first', async () => {
    const engines = await open(PARTITIONS);
    const deployment = await startDeployment(engines, PARTITIONS);
    const signer = await openSigningKey(engines.log);
    const told = Array.from({ length: 12 }, (_, i) => {
      const recommId = answerOf(signer, { experiment: 'hop', variant: 'a' });
      const [userId, anonymousId] = [`u${i}`, `a${i}`];
      const back = { recommId, itemId: 'tent', position: 1 };
      const before = [
        act(null, 'impression', { anonymousId, ...back, at: NOW + 1 }),
        act(null, 'click', { anonymousId, ...back, at: NOW + 2 }),
      ];
      const after = [
        // The page that the click led to, where they sign in.
        act(userId, 'view', { ...back, at: NOW + 4 }),
        act(userId, 'purchase', { itemId: 'tent', value: 2, currency: 'EUR', at: NOW + 5 }),
      ];
      const signIn = act(userId, 'identify', { anonymousId, at: NOW + 3 });
      const orders = [
        [...before, signIn, ...after],
        [signIn, ...after, ...before],
        [...after, ...before, signIn],
      ];
      return orders[i % orders.length]!;
    });
    const all = told.flat();
    await publishInParts(engines.log, [...all, ...all], 4);
    const one = { impressions: 12, clicks: 12, orders: 12 };
    const revenue = [expect.objectContaining({ currency: 'EUR', amount: 24 })];
    await eventually('each of them counts once', async () => {
      expect(await figuresOf(deployment)).toMatchObject({
        places: [{ position: '1', ...one, revenue }],
        arms: [{ variant: 'a', visitors: 12, buyers: 12, ...one, revenue }],
      });
    });
  });

  it('a visitor who is erased is forgotten, and what they did stays counted', async () => {
    const engines = await open(PARTITIONS);
    const deployment = await startDeployment(engines, PARTITIONS);
    const recommId = answerOf(await openSigningKey(engines.log), {
      experiment: 'hop',
      variant: 'a',
    });
    const ref = visitorRef(
      { namespace: 'main', partitions: PARTITIONS },
      behaviourEvent({ id: '', userId: 'ada' }),
    );
    await publishInParts(engines.log, [act('ada', 'impression', { recommId, position: 1 })], 1);
    await eventually('the visitor is known', async () => {
      const [value] = await engines.store.get([ref]);
      expect(value && visitorCodec.decode(value).assignments).toMatchObject([{ variant: 'a' }]);
    });
    await publishInParts(engines.log, [act('ada', 'erase', {})], 1);
    await eventually('the visitor is forgotten', async () => {
      expect(await engines.store.get([ref])).toEqual([undefined]);
    });
    await eventually('the figures are as they were', async () => {
      expect((await figuresOf(deployment)).arms).toMatchObject([{ visitors: 1, impressions: 1 }]);
    });
  });

  it('figures are for this machine, and by names that there are', async () => {
    const engines = await open(PARTITIONS);
    const { app } = await startDeployment(engines, PARTITIONS);
    const url = '/v1/admin/figures';
    const elsewhere = { host: '127.0.0.1', 'x-forwarded-for': '192.0.2.1' };
    expect((await app.inject({ url, headers: elsewhere })).json()).toMatchObject({
      code: 'ADMIN_LOCAL_ONLY',
    });
    expect((await app.inject({ url: `${url}?by=colour`, headers: ADMIN })).json()).toMatchObject({
      code: 'PARAMETER_INVALID',
      pointer: '/by',
    });
    for (const [days, pointer] of [
      ['from=yesterday', '/from'],
      ['to=2026-02-31', '/to'],
      ['from=2026-11-02&to=2026-11-01', '/from'],
      ['from=2026-01-01&to=2026-11-01', '/from'],
    ]) {
      expect((await app.inject({ url: `${url}?${days}`, headers: ADMIN })).json()).toMatchObject({
        code: 'PARAMETER_INVALID',
        pointer,
      });
    }
    expect((await app.inject({ url, headers: ADMIN })).json()).toEqual({
      site: 'default',
      by: ['strategy'],
      places: [],
      arms: [],
    });
  });
});
