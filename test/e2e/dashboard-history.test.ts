import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { distributedForm, startFreshet, temporaryFolder } from '../support/forms.ts';
import { getJson, postJson } from '../support/http.ts';

interface Counted {
  readonly events: number;
  readonly pageViews: number;
  readonly visitors: number;
  readonly orders: number;
  readonly revenue: readonly { readonly currency: string; readonly amount: number }[];
  readonly funnel: { readonly view: number; readonly cart: number; readonly purchase: number };
}
interface History {
  readonly stepS: number;
  readonly steps: readonly Counted[];
  readonly total: Counted;
}

const VISITORS = 40;
const ROUNDS = 12;

/** What one visitor sends in one round: a page, a view, and now and then a cart and an order. */
function eventsOf(visitor: number, round: number) {
  const who = { anonymousId: `visitor-${visitor}`, sessionId: `session-${visitor}` };
  const id = (what: string) => `${what}-${visitor}-${round}`;
  const url = `https://shop.example/${round}`;
  return [
    { ...who, id: id('page'), type: 'page', context: { url } },
    { ...who, id: id('view'), type: 'view', itemId: `item-${round}` },
    ...(visitor % 4 === 0 ? [{ ...who, id: id('cart'), type: 'cart', itemId: 'tent' }] : []),
    ...(visitor % 8 === 0 && round === 0
      ? [
          {
            ...who,
            id: id('buy'),
            type: 'purchase',
            orderId: id('o'),
            value: 2.5,
            currency: 'EUR',
            itemId: 'tent',
          },
        ]
      : []),
  ];
}

const expected: Counted = {
  events: VISITORS * ROUNDS * 2 + (VISITORS / 4) * ROUNDS + VISITORS / 8,
  pageViews: VISITORS * ROUNDS,
  visitors: VISITORS,
  orders: VISITORS / 8,
  revenue: [{ currency: 'EUR', amount: 2.5 * (VISITORS / 8) }],
  funnel: { view: VISITORS, cart: VISITORS / 4, purchase: VISITORS / 8 },
};

/** Sends each round twice, as a client does whose answer was lost. */
async function sendRound(url: string, round: number): Promise<void> {
  for (let from = 0; from < 2 * VISITORS; from += 20) {
    const events = Array.from({ length: 20 }, (_, i) =>
      eventsOf((from + i) % VISITORS, round),
    ).flat();
    expect((await postJson(`${url}/v1/events`, { events })).status).toBe(202);
  }
}

function historyOf(url: string, query = ''): Promise<History> {
  return getJson<History>(`${url}/v1/dashboard/history?${query}`);
}

async function expectAll(url: string): Promise<void> {
  await eventually('history has every event once', async () => {
    for (const query of ['step=10', 'step=60', 'step=900', 'step=86400']) {
      const { steps, total } = await historyOf(url, query);
      expect([query, total]).toMatchObject([query, expected]);
      expect(steps.reduce((sum, { events }) => sum + events, 0)).toBe(expected.events);
    }
  });
}

/** Has something been counted, and not all of it: then a kill is in the middle. */
async function untilInTheMiddle(url: string): Promise<void> {
  await eventually('it has begun to count', async () => {
    expect((await historyOf(url)).total.events).toBeGreaterThan(0);
  });
}

describe('history', () => {
  it('is whole after the instance was killed in the middle (embedded)', async () => {
    const folder = temporaryFolder();
    let freshet = await startFreshet(folder);
    for (let round = 0; round < ROUNDS; round++) {
      await sendRound(freshet.url, round);
      if (round % 4 !== 2) continue;
      await untilInTheMiddle(freshet.url);
      await freshet.kill('SIGKILL');
      freshet = await startFreshet(folder);
    }
    await expectAll(freshet.url);
    await freshet.stop();
    freshet = await startFreshet(folder);
    await expectAll(freshet.url);
  });

  it.skipIf(!distributedForm.available)(
    'is whole after dashboards were killed in the middle (Kafka and Redis)',
    async () => {
      const form = await distributedForm.start({ partitions: 6 });
      let dashboard = await form.addDashboard();
      for (let round = 0; round < ROUNDS; round++) {
        await sendRound(form.ingestUrl, round);
        if (round % 4 !== 2) continue;
        await untilInTheMiddle(dashboard.url);
        await dashboard.kill('SIGKILL');
        dashboard = await form.addDashboard();
      }
      // A second one shares the work, and tells the same.
      const other = await form.addDashboard();
      await expectAll(dashboard.url);
      await expectAll(other.url);
    },
  );
});
