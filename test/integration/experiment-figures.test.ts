import type { BehaviourEvent } from '@freshet/events';
import { expect, it } from 'vitest';
import { type Deployment, describeDeployments, startDeployment } from '../support/deployment.ts';
import { eventually } from '../support/eventually.ts';
import { behaviourEvent } from '../support/events.ts';
import { publishInParts } from '../support/pipeline.ts';

const PARTITIONS = 2;
const VISITORS = 40;
const PATH = '/v1/admin/experiments/spring';

interface Results {
  readonly arms: readonly {
    readonly arm: string;
    readonly visitors: number;
    readonly orders: number;
    readonly revenue: Readonly<Record<string, { readonly total: number }>>;
  }[];
}

interface Answer {
  readonly recommId: string;
  readonly experiment: { readonly variant: string };
}

async function call<T>(
  { app }: Deployment,
  method: 'GET' | 'PUT' | 'POST',
  url: string,
  payload?: object,
) {
  const answer = await app.inject({ method, url, ...(payload && { payload }) });
  expect([200, 202], answer.body).toContain(answer.statusCode);
  return answer.json<T>();
}

/** Each visitor sees a list, and every third buys for 19.99 and an amount of their own. */
async function visitAll(deployment: Deployment): Promise<BehaviourEvent[]> {
  const events: BehaviourEvent[] = [];
  for (let i = 0; i < VISITORS; i++) {
    const anonymousId = `visitor-${i}`;
    const { recommId } = await call<Answer>(
      deployment,
      'GET',
      `/v1/recommendations?anonymousId=${anonymousId}`,
    );
    const who = { userId: null, anonymousId, at: Date.now(), itemId: null };
    events.push(behaviourEvent({ ...who, id: `i${i}`, type: 'impression', recommId }));
    if (i % 3 > 0) continue;
    const line = { quantity: 1, categories: [] };
    const items = [
      { ...line, itemId: 'tent', price: 19.99 },
      { ...line, itemId: 'mug', price: (i + 1) / 100 },
    ];
    const bought = { type: 'purchase', orderId: `o${i}`, currency: 'EUR', items };
    events.push(behaviourEvent({ ...who, id: `p${i}`, ...bought }));
  }
  return events;
}

function totalsOf({ arms }: Results) {
  const sum = (of: (arm: Results['arms'][number]) => number) =>
    arms.reduce((total, arm) => total + of(arm), 0);
  return {
    visitors: sum(({ visitors }) => visitors),
    orders: sum(({ orders }) => orders),
    cents: Math.round(100 * sum(({ revenue }) => revenue['EUR']?.total ?? 0)),
  };
}

describeDeployments('figures of an experiment', (open) => {
  it('are the same when all state is rebuilt from the log, and those of the namespace served', async () => {
    const engines = await open(PARTITIONS);
    const deployment = await startDeployment(engines, PARTITIONS);
    const variants = [
      { name: 'a', share: 1 },
      { name: 'b', share: 1 },
    ];
    const definition = { scenarios: ['home'], holdout: 0.3, variants };
    await call(deployment, 'PUT', PATH, definition);
    await call(deployment, 'POST', `${PATH}/start`);
    await publishInParts(engines.log, await visitAll(deployment), 3);

    // 14 buy for 19.99 and 1, 4, … 40 cents.
    const expected = { visitors: VISITORS, orders: 14, cents: 14 * 1_999 + 14 + (3 * 13 * 14) / 2 };
    const results = await eventually('all is counted', async () => {
      const found = await call<Results>(deployment, 'GET', PATH);
      expect(totalsOf(found)).toEqual(expected);
      return found;
    });
    expect(results.arms.map(({ visitors }) => visitors).every((count) => count > 0)).toBe(true);

    await call(deployment, 'POST', '/v1/admin/namespaces', { name: 'n2', from: 'earliest' });
    await eventually('n2 is live', () => call(deployment, 'POST', '/v1/admin/namespaces/n2/live'));
    await eventually('n2 is served with the same figures', async () => {
      const { served } = await call<{ served: string }>(deployment, 'GET', '/v1/admin/namespaces');
      expect(served).toBe('n2');
      expect(await call<Results>(deployment, 'GET', PATH)).toEqual(results);
    });
  });
});
