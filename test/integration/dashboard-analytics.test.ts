import { type BehaviourEvent, behaviourEventCodec, profileKey, topics } from '@freshet/events';
import { expect, it } from 'vitest';
import { startDashboard } from '../support/dashboard.ts';
import { describeDeployments } from '../support/deployment.ts';
import { behaviourEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { getJson } from '../support/http.ts';

const PARTITIONS = 3;
const HOUR = 3_600_000;
const NOW = Date.now();
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';

interface Row {
  readonly name: string;
  readonly count: number;
  readonly before: number | null;
}
interface Told {
  readonly now: Record<string, unknown>;
  readonly before: Record<string, unknown>;
  readonly breakdowns: Readonly<Record<string, readonly Row[]>>;
}

let ids = 0;
function page(anonymousId: string, path: string, at: number, context: object = {}): BehaviourEvent {
  return behaviourEvent({
    id: `page-${ids++}`,
    type: 'page',
    userId: null,
    anonymousId,
    itemId: null,
    at,
    receivedAt: at,
    context: JSON.stringify({ url: `https://shop.example${path}`, userAgent: FIREFOX, ...context }),
  });
}

const campaign = { source: 'mail', medium: 'newsletter', name: 'spring' };
const markup = '/<script>alert(1)</script>';
/** Two visits now, one of a single page; one an hour and a half ago; all of it twice. */
const events = [
  page('ada', '/', NOW - 60_000, { referrer: 'https://search.example/?q=tent', campaign }),
  page('ada', '/tents', NOW - 50_000, { referrer: 'https://shop.example/' }),
  page('ada', '/cart', NOW - 40_000, { referrer: 'https://shop.example/tents' }),
  page('bob', markup, NOW - 60_000, { referrer: 'https://news.example/' }),
  page('cem', '/', NOW - 1.5 * HOUR, { referrer: 'https://news.example/' }),
];

describeDeployments('analytics', (open) => {
  it('tells pages, where visits begin, end and come from, and what with, beside the hour before', async () => {
    const engines = await open(PARTITIONS);
    await engines.log.publisher.publish(
      topics.behaviourEvents.name,
      [...events, ...events].map((event) => ({
        key: profileKey(event),
        value: behaviourEventCodec.encode(event),
      })),
    );
    const { url } = await startDashboard(engines);
    const query = `from=${NOW - HOUR}&to=${NOW}`;
    const told = await eventually('all of it is counted', async () => {
      const answer = await getJson<Told>(`${url}/v1/dashboard/analytics?${query}`);
      expect([answer.now['pageViews'], answer.before['pageViews']]).toEqual([4, 1]);
      return answer;
    });
    expect(told.now).toMatchObject({
      events: 4,
      visitors: 2,
      sessions: 2,
      bounceRate: 0.5,
      pagesPerSession: 2,
    });
    expect(told.before).toMatchObject({ events: 1, visitors: 1, sessions: 1, bounceRate: 1 });
    const row = (name: string, count: number, before: number | null = null) =>
      expect.objectContaining({ name, count, before });
    const script = `shop.example/%3Cscript%3Ealert(1)%3C/script%3E`;
    expect(told.breakdowns).toMatchObject({
      page: [
        row('shop.example/', 1, 1),
        row(script, 1),
        row('shop.example/cart', 1),
        row('shop.example/tents', 1),
      ],
      entry: [row('shop.example/', 1, 1), row(script, 1)],
      exit: [row(script, 1), row('shop.example/cart', 1), row('', 0, 1)],
      referrer: [row('news.example', 1, 1), row('search.example', 1)],
      campaign: [row('', 1, 1), row('mail / newsletter / spring', 1)],
      browser: [row('Firefox', 4, 1)],
      system: [row('Linux', 4, 1)],
      device: [row('desktop', 4, 1)],
    });
    const csv = await fetch(`${url}/v1/dashboard/analytics.csv?by=referrer&${query}`);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(await csv.text()).toBe('referrer,count,before\nnews.example,1,1\nsearch.example,1,\n');
  });

  it('refuses what cannot be asked', async () => {
    const { url } = await startDashboard(await open(PARTITIONS));
    for (const [path, code] of [
      [`analytics?from=${NOW}&to=${NOW - 1}`, 'PARAMETER_INVALID'],
      ['analytics?from=0', 'PARAMETER_INVALID'],
      ['analytics?from=yesterday', 'REQUEST_INVALID'],
      ['analytics.csv', 'REQUEST_INVALID'],
      ['analytics.csv?by=mood', 'REQUEST_INVALID'],
      ['history?step=7', 'REQUEST_INVALID'],
      ['history?timeZone=Middle/Earth', 'PARAMETER_INVALID'],
    ]) {
      const answer = await fetch(`${url}/v1/dashboard/${path}`);
      expect([path, answer.status, await answer.json()]).toMatchObject([path, 400, { code }]);
    }
  });
});
