import { BUCKETS, FEATURES, FEATURES_VERSION } from '@freshet/recommend';
import { beforeEach, expect, it } from 'vitest';
import { openApi, type TestApi } from '../support/api.ts';

interface Answer {
  readonly strategy: string;
  readonly fallback: boolean;
  readonly experiment?: { readonly id: string; readonly variant: string };
  readonly emptyBecause?: string;
  readonly items: readonly { readonly itemId: string; readonly score: number }[];
}

/** Most visited: stove, then tent, rope, lamp, mug; tent and lamp go together. */
const sessions = {
  ada: ['tent', 'lamp'],
  bob: ['tent', 'lamp'],
  cem: ['tent', 'stove'],
  dee: ['rope', 'stove'],
  eve: ['rope', 'stove'],
  fay: ['stove'],
  gus: ['stove', 'mug'],
  zoe: ['tent'],
};

let api: TestApi;
beforeEach(async () => {
  api = await openApi();
  await api.visit(sessions);
  const inCategory = (category: string) => ({ categories: [category] });
  await api.catalogue({
    tent: inCategory('sleep'),
    lamp: inCategory('sleep'),
    stove: inCategory('cook'),
    mug: inCategory('cook'),
    rope: inCategory('climb'),
  });
});

/** Runs an experiment of one variant that everybody is in but who is held out. */
async function run(variant: object, holdout = 0.001, scenarios = ['home']): Promise<void> {
  const variants = [{ name: 'b', share: 1, ...variant }];
  await api.put('/v1/admin/experiments/spring', { scenarios, holdout, variants });
  await api.post('/v1/admin/experiments/spring/start', {});
}

const forUser = (userId: string, more = '') =>
  api.get<Answer>(`/v1/recommendations?userId=${userId}&n=4${more}`);
const idsOf = ({ items }: Answer) => items.map(({ itemId }) => itemId);

it('an answer is as it was until an experiment starts, and again when it is stopped', async () => {
  const before = await forUser('zoe');
  expect(before.experiment).toBeUndefined();
  await run({ strategy: 'none' });
  expect(await forUser('zoe')).toMatchObject({
    strategy: 'none',
    items: [],
    emptyBecause: 'EXPERIMENT',
    experiment: { id: 'spring', variant: 'b' },
  });
  expect((await forUser('zoe', '&scenario=product&itemId=mug')).experiment).toBeUndefined();
  await api.post('/v1/admin/experiments/spring/stop', {});
  expect(idsOf(await forUser('zoe'))).toEqual(idsOf(before));
});

it('a personal variant ranks by the weights it is given', async () => {
  const before = await forUser('zoe');
  expect(idsOf(before)[0]).toBe('lamp');
  const none = FEATURES.map(() => 0);
  const long = FEATURES.map((feature) => Number(feature === 'popLong'));
  const buckets = BUCKETS.map(({ circumstance }) => {
    const served = circumstance === 'sessionEvents' ? long : none;
    return { samples: 0, weights: none, served, squares: none };
  });
  await run({ weights: { version: FEATURES_VERSION, features: FEATURES, buckets } });
  const after = await forUser('zoe');
  expect(after).toMatchObject({ experiment: { variant: 'b' } });
  expect(idsOf(after)[0]).toBe('stove');
});

it('a popular variant shows the same to all, but not what they look at', async () => {
  await run({ strategy: 'popular' });
  const order = ['stove', 'rope', 'lamp', 'mug'];
  const answer = await forUser('zoe');
  expect(answer).toMatchObject({ strategy: 'popular', fallback: false });
  expect(idsOf(answer)).toEqual(order);
  expect(idsOf(await forUser('ada'))).toEqual(['stove', 'tent', 'rope', 'mug']);
});

it('the most popular of the site come on a product page too, not those of its category', async () => {
  await run({ strategy: 'popular' }, 0.001, ['product']);
  const answer = await forUser('nobody', '&scenario=product&itemId=mug');
  expect(idsOf(answer)).toEqual(['stove', 'tent', 'rope', 'lamp']);
});

it('parameters of a variant go before those of the request', async () => {
  const boost = [{ filter: '"cook" in item.categories', factor: 100 }];
  await run({ parameters: { maxPerCategory: 1, boost } });
  const answer = await forUser('zoe', '&maxPerCategory=4');
  expect(idsOf(answer)).toEqual(['stove', 'lamp', 'rope']);
});

it('who is held out gets what is most popular, and it says so', async () => {
  await run({ strategy: 'none' }, 0.5);
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      api.get<Answer>(`/v1/recommendations?anonymousId=visitor-${i}&n=2`),
    ),
  );
  const heldOut = answers.filter(({ strategy }) => strategy === 'holdout');
  expect(heldOut.length).toBeGreaterThan(5);
  expect(heldOut.length).toBeLessThan(35);
  for (const answer of heldOut) {
    expect(idsOf(answer)).toEqual(['stove', 'tent']);
    expect(answer.experiment).toEqual({ id: 'spring', variant: 'holdout' });
  }
});

it('each slot is part of the experiment of its own scenario', async () => {
  await run({ strategy: 'none' }, 0.001, ['cart']);
  const { slots } = await api.post<{ slots: Record<string, Answer> }>('/v1/recommendations', {
    userId: 'zoe',
    slots: { top: {}, below: { scenario: 'cart' } },
  });
  expect(slots['top']!.experiment).toBeUndefined();
  expect(slots['below']).toMatchObject({
    emptyBecause: 'EXPERIMENT',
    experiment: { id: 'spring' },
  });
});

it('who gives no id is in no experiment', async () => {
  await run({ strategy: 'none' });
  const answer = await api.get<Answer>('/v1/recommendations');
  expect(answer.experiment).toBeUndefined();
  expect(answer.items.length).toBeGreaterThan(0);
});
