import type { Arrival, QualityReport } from '@freshet/dashboard';
import { deadLetterCodec, topics } from '@freshet/events';
import { expect, it } from 'vitest';
import { startDashboard } from '../support/dashboard.ts';
import { describeDeployments } from '../support/deployment.ts';
import { eventually } from '../support/eventually.ts';
import { getJson } from '../support/http.ts';
import { startIngest } from '../support/intake.ts';

const PARTITIONS = 3;
const BOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';

const plan = {
  types: {
    view: {
      everyMinutes: 60,
      fields: { '/properties/colour': { type: 'string', values: ['red', 'blue'] } },
    },
    page: {},
    signup: { everyMinutes: 60 },
  },
};

async function request(url: string, method: string, body?: unknown) {
  const answer = await fetch(url, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  return { status: answer.status, body: (await answer.json()) as { revision?: number } };
}

const viewed = (id: string, properties?: object) => {
  return { id, type: 'view', userId: 'ada', itemId: 'tent', properties };
};

describeDeployments('data quality', (open) => {
  it('says of a site what came, what is not as planned, what did not come and what was refused', async () => {
    const engines = await open(PARTITIONS);
    const ingest = await startIngest(engines, 'one', false);
    const { url } = await startDashboard(engines);
    const set = await request(`${url}/v1/admin/tracking-plan`, 'PUT', plan);
    expect(set).toMatchObject({ status: 200, body: { revision: 1, plan } });

    const events = [
      viewed('good', { colour: 'red' }),
      viewed('odd', { colour: 'green' }),
      viewed('bare'),
      { id: 'quiz', type: 'quiz', userId: 'bob' },
      { id: 'seen', type: 'page', userId: 'bob', context: { userAgent: FIREFOX } },
      { id: 'crawled', type: 'page', userId: 'bot', context: { userAgent: BOT } },
      { id: 'itemless', type: 'view', userId: 'ada' },
    ];
    const payload = { events };
    const posted = await ingest.inject({ method: 'POST', url: '/v1/events', payload });
    expect(posted.json()).toMatchObject({ accepted: 6, rejected: [{ code: 'FIELD_MISSING' }] });
    await ingest.inject({ method: 'POST', url: '/v1/events', payload: viewed('good') });
    const broken = { method: 'POST', url: '/v1/events', payload: '{' } as const;
    const headers = { 'content-type': 'application/json' };
    expect((await ingest.inject({ ...broken, headers })).statusCode).toBe(400);

    await eventually('the report has all of it', async () => {
      const report = await getJson<QualityReport>(`${url}/v1/dashboard/quality`);
      expect(report.total).toEqual({
        events: 6,
        duplicates: 1,
        refused: 2,
        flagged: 0,
        withItem: 3,
        inCatalogue: 0,
        withAgent: 2,
        bots: 1,
        againstPlan: 3,
      });
      expect(report.plan).toMatchObject({ revision: 1 });
      const standings = report.types.map(({ type, standing, count }) => [type, standing, count]);
      expect(standings).toEqual([
        ['page', 'arriving', 2],
        ['signup', 'never', 0],
        ['view', 'arriving', 3],
        ['quiz', 'unplanned', 1],
      ]);
      expect(report.problems).toHaveLength(3);
      expect(report.problems).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ type: 'quiz', code: 'TYPE_UNPLANNED', examples: ['quiz'] }),
          expect.objectContaining({
            type: 'view',
            code: 'FIELD_VALUE',
            pointer: '/properties/colour',
            count: 1,
            examples: ['odd'],
          }),
          expect.objectContaining({ type: 'view', code: 'FIELD_MISSING', examples: ['bare'] }),
        ]),
      );
      expect(report.refused).toHaveLength(2);
      expect(report.refused).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ code: 'BODY_MALFORMED', count: 1 }),
          expect.objectContaining({
            code: 'FIELD_MISSING',
            count: 1,
            examples: [expect.objectContaining({ id: 'itemless', pointer: '/events/6/itemId' })],
          }),
        ]),
      );
      const steps = report.steps.filter(({ events: many, refused }) => many + refused > 0);
      expect(steps.reduce((sum, { againstPlan }) => sum + againstPlan, 0)).toBe(3);
    });
  });

  it('says of an event by its id whether it came, how often, and why not', async () => {
    const engines = await open(PARTITIONS);
    const ingest = await startIngest(engines, 'one', false);
    const { url } = await startDashboard(engines);
    const about = (id: string) =>
      getJson<Arrival>(`${url}/v1/dashboard/arrival?id=${encodeURIComponent(id)}`);
    const send = (payload: object) => ingest.inject({ method: 'POST', url: '/v1/events', payload });
    await send(viewed('twice'));
    await send(viewed('twice'));
    await send({ id: 'refused', type: 'view', userId: 'ada' });

    const arrived = await eventually('all of it is known', async () => {
      const [twice, refused] = [await about('twice'), await about('refused')];
      expect(twice).toMatchObject({ arrived: { times: 2, type: 'view' }, refused: null });
      expect(refused).toMatchObject({
        arrived: null,
        refused: { code: 'FIELD_MISSING', pointer: '/itemId', type: 'view' },
      });
      return twice.arrived!;
    });
    expect(await about('other')).toMatchObject({ arrived: null, refused: null, letters: [] });

    const { topic, partition, offset } = arrived;
    const why = { group: 'profiles', step: 'process', code: 'RECORD_UNPROCESSABLE', message: '' };
    const place = { topic, partition, offset, at: Date.now(), key: null, value: null };
    const value = deadLetterCodec.encode({ ...place, ...why });
    await engines.log.publisher.publish(topics.deadLetters.name, [{ value }]);
    await eventually('its letter is known', async () => {
      expect((await about('twice')).letters).toMatchObject([
        { group: 'profiles', code: 'RECORD_UNPROCESSABLE' },
      ]);
    });
  });

  it('keeps plans: another dashboard has them, and nobody takes away what they did not see', async () => {
    const engines = await open(PARTITIONS);
    const { url } = await startDashboard(engines);
    const own = `${url}/v1/admin/tracking-plan`;
    expect(await request(own, 'GET')).toMatchObject({
      status: 404,
      body: { code: 'TRACKING_PLAN_UNKNOWN' },
    });
    await request(own, 'PUT', plan);
    const other = `${(await startDashboard(engines)).url}/v1/admin/tracking-plan`;
    expect(await request(other, 'GET')).toMatchObject({ body: { revision: 1, plan } });
    expect(await request(`${other}?revision=1`, 'PUT', { types: {} })).toMatchObject({
      body: { revision: 2 },
    });
    await eventually('the first knows it', async () => {
      expect(await request(own, 'GET')).toMatchObject({ body: { revision: 2 } });
    });
    expect(await request(`${own}?revision=1`, 'PUT', plan)).toMatchObject({
      status: 409,
      body: { code: 'TRACKING_PLAN_CHANGED' },
    });
    expect(await request(`${own}?site=odd`, 'PUT', { types: { view: { odd: 1 } } })).toMatchObject({
      status: 400,
      body: { code: 'TRACKING_PLAN_INVALID', pointer: '/types/view/odd' },
    });
    expect(await request(own, 'DELETE')).toMatchObject({ status: 200 });
    expect(await request(own, 'GET')).toMatchObject({ status: 404 });
    const strange = await fetch(own, { headers: { 'x-forwarded-for': '10.0.0.1' } });
    expect([strange.status, await strange.json()]).toMatchObject([
      403,
      { code: 'ADMIN_LOCAL_ONLY' },
    ]);
  });
});
