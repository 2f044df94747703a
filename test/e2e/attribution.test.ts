import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { distributedForm, startFreshet, temporaryFolder } from '../support/forms.ts';
import { getJson, postJson } from '../support/http.ts';

interface Answer {
  readonly recommId: string;
  readonly strategy: string;
  readonly items: readonly { itemId: string }[];
}

interface Figures {
  readonly places: readonly {
    readonly position: string;
    readonly impressions: number;
    readonly clicks: number;
    readonly orders: number;
    readonly revenue: readonly { readonly currency: string; readonly amount: number }[];
  }[];
}

/** A running form whose worker can be killed between two requests, and comes back. */
interface Shop {
  readonly ingestUrl: string;
  readonly apiUrl: string;
  crash(): Promise<void>;
}

const ITEMS = ['tent', 'mat', 'boots', 'socks'];
const VISITORS = 40;
const WAIT = { timeoutMs: 60_000 };

async function startEmbedded(): Promise<Shop> {
  const dataDir = temporaryFolder();
  let freshet = await startFreshet(dataDir, 4, undefined, { ITEM_VISITORS_MIN: '1' });
  const { url } = freshet;
  return {
    ingestUrl: url,
    apiUrl: url,
    async crash() {
      await freshet.kill('SIGKILL');
      const more = { ITEM_VISITORS_MIN: '1' };
      freshet = await startFreshet(dataDir, 4, Number(new URL(url).port), more);
    },
  };
}

async function startDistributed(): Promise<Shop> {
  const form = await distributedForm.start({ partitions: 4, env: { ITEM_VISITORS_MIN: '1' } });
  let worker = form.processes[0]!;
  return {
    ...form,
    async crash() {
      await worker.kill('SIGKILL');
      worker = await form.addWorker();
    },
  };
}

async function post({ ingestUrl }: Shop, events: readonly object[]): Promise<void> {
  const answer = await postJson(`${ingestUrl}/v1/events`, { events });
  expect(answer).toMatchObject({ status: 202, body: { rejected: [] } });
}

/** In cents, by position, beside what was seen and clicked. */
interface Count {
  impressions: number;
  clicks: number;
  orders: number;
  cents: number;
}

/** One visitor looks at a list, clicks one item of it, may buy it and some of that may come back. */
async function visit(shop: Shop, visitor: number, counts: Map<string, Count>): Promise<void> {
  const userId = `visitor ${visitor}`;
  const path = `recommendations?userId=${encodeURIComponent(userId)}&n=${ITEMS.length}`;
  const { recommId, items } = await getJson<Answer>(`${shop.apiUrl}/v1/${path}`);
  expect(items.length).toBeGreaterThan(0);
  const counted = (position: number) => {
    const count = counts.get(String(position)) ?? {
      impressions: 0,
      clicks: 0,
      orders: 0,
      cents: 0,
    };
    counts.set(String(position), count);
    return count;
  };
  items.forEach((_, i) => counted(i + 1).impressions++);
  const position = 1 + (visitor % items.length);
  const { itemId } = items[position - 1]!;
  counted(position).clicks++;
  const events: object[] = [
    { type: 'impression', userId, recommId, items: items.map((item) => ({ itemId: item.itemId })) },
    { type: 'click', userId, recommId, itemId, position },
  ];
  const cents = 1_999 + 7 * visitor;
  if (visitor % 2 === 0) {
    counted(position).orders++;
    counted(position).cents += 3 * cents;
    const line = { itemId, quantity: 3, price: cents / 100 };
    events.push({
      type: 'purchase',
      userId,
      orderId: `o${visitor}`,
      currency: 'EUR',
      items: [line],
    });
  }
  if (visitor % 4 === 0) {
    counted(position).cents -= cents;
    events.push({
      type: 'refund',
      userId,
      orderId: `o${visitor}`,
      items: [{ itemId, price: cents / 100 }],
    });
  }
  const sent = events.map((event) => ({ id: randomUUID(), ...event }));
  await post(shop, sent);
  // A client that got no answer sends again.
  if (visitor % 3 === 0) await post(shop, sent);
}

describe.each(
  [
    { name: 'embedded', available: true, start: startEmbedded },
    { name: distributedForm.name, available: distributedForm.available, start: startDistributed },
  ].filter(({ available }) => available),
)('what becomes of answers, over HTTP ($name)', ({ start }) => {
  it('is counted to the cent, though the worker is killed meanwhile', async () => {
    const shop = await start();
    const looks = ITEMS.map((itemId) => ({ type: 'view', userId: 'first', itemId }));
    await post(shop, looks);
    await eventually(
      'there is something to recommend',
      async () => {
        const { items } = await getJson<Answer>(`${shop.apiUrl}/v1/recommendations?n=4`);
        expect(items).toHaveLength(ITEMS.length);
      },
      WAIT,
    );
    const counts = new Map<string, Count>();
    for (let visitor = 0; visitor < VISITORS; visitor++) {
      await visit(shop, visitor, counts);
      if (visitor === 13 || visitor === 27) await shop.crash();
    }
    // What nobody gave, and what nobody recommended.
    await post(shop, [
      { type: 'click', userId: 'forger', itemId: 'tent', position: 1, recommId: 'A'.repeat(79) },
      { type: 'purchase', userId: 'forger', itemId: 'tent', value: 99, currency: 'EUR' },
    ]);
    await eventually(
      'the figures are those of a plain count',
      async () => {
        const { places } = await getJson<Figures>(`${shop.apiUrl}/v1/admin/figures?by=position`);
        const found = places.map(({ position, impressions, clicks, orders, revenue }) => {
          const [money] = revenue;
          expect(revenue.length).toBeLessThan(2);
          return [
            position,
            { impressions, clicks, orders, cents: Math.round(100 * (money?.amount ?? 0)) },
          ];
        });
        expect(Object.fromEntries(found)).toEqual(Object.fromEntries(counts));
      },
      WAIT,
    );
  });
});
