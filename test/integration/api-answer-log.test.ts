import { expect, test } from 'vitest';
import { NOW, openApi } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { loggedAnswers } from '../support/logged-answers.ts';
import { type Answer, openShop } from '../support/small-shop.ts';

test('what a visitor is shown is in the log, position by position', async () => {
  const api = await openShop();
  const path = '/v1/recommendations?userId=visitor&scenario=product&itemId=tent&n=2';
  const { recommId, strategy, items } = await api.get<Answer>(path);
  const answer = {
    recommId,
    site: 'default',
    userId: 'visitor',
    anonymousId: null,
    at: NOW,
    scenario: 'product',
    strategy,
    experiment: null,
    variant: null,
    page: 'tent',
  };
  await eventually('the answer is logged', async () => {
    expect(await loggedAnswers(api.log)).toEqual([
      {
        ...answer,
        items: items.map((item) => ({
          ...item,
          propensity: 1,
          score: expect.closeTo(item.score, 3),
        })),
      },
    ]);
  });
});

test('each slot of an answer is one, an empty one too, and one of similar items', async () => {
  const api = await openShop();
  const slots = { top: { n: 1 }, none: { candidates: ['A'], exclude: ['A'] } };
  const { slots: answers } = await api.post<{ slots: Record<string, Answer> }>(
    '/v1/recommendations',
    { slots },
  );
  const similar = await api.get<Answer>('/v1/items/A/similar');
  const expected = [answers['top']!, answers['none']!, similar].map(({ recommId }) => recommId);
  await eventually('all are logged', async () => {
    const found = await loggedAnswers(api.log);
    expect(found.map(({ recommId }) => recommId).toSorted()).toEqual(expected.toSorted());
    expect(found.find(({ recommId }) => recommId === expected[1])).toMatchObject({ items: [] });
  });
});

test('what nobody is shown is not: raw answers, and those as of another time', async () => {
  const api = await openApi();
  await api.get('/v1/recommendations?scenario=raw');
  await api.get('/v1/recommendations?at=1700000000000');
  const { recommId } = await api.get<Answer>('/v1/recommendations');
  await eventually('the last one is logged', async () => {
    expect((await loggedAnswers(api.log)).map((answer) => answer.recommId)).toEqual([recommId]);
  });
});

test('what waits is written when the API closes', async () => {
  const api = await openApi();
  const { recommId } = await api.get<Answer>('/v1/recommendations');
  await api.app.close();
  expect((await loggedAnswers(api.log)).map((answer) => answer.recommId)).toEqual([recommId]);
});
