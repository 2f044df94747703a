import { expect, it } from 'vitest';
import { describeInChromium, openContext } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { openScriptedIntake, type Script } from '../support/scripted-intake.ts';
import { serveSite, taggedPage } from '../support/tagged-site.ts';

type News = [fate: string, type: string, code?: string][];

/** A page that has told of itself and writes down what becomes of its events. */
async function openPage(script: Script) {
  const intake = await openScriptedIntake(script);
  const site = await serveSite({
    '/': taggedPage(intake.url, '<p>A page</p>', {
      head: `<script>
        window.news = [];
        window.freshet ??= new Proxy({q:[]},{get:({q},m)=>m=="q"?q:(...a)=>{q.push([m,a])}});
        for (const fate of ['sent', 'rejected', 'dropped'])
          freshet.on(fate, (event, reason) => news.push([fate, event.type, reason?.code]));
      </script>`,
    }),
  });
  const context = await openContext();
  const page = await context.newPage();
  await page.goto(site);
  await eventually('the page has told of itself', () => expect(intake.requests).not.toEqual([]));
  const news = () => page.evaluate<News>('news');
  const waiting = () =>
    page.evaluate<number>(
      'Object.keys(localStorage).filter((key) => key.startsWith("freshet:event:")).length',
    );
  const pauseMs = () =>
    page.evaluate<number>('JSON.parse(localStorage["freshet:pause"] ?? "[0]")[0] - Date.now()');
  return { ...intake, site, context, page, news, waiting, pauseMs };
}

const ids = (events: readonly { id: string }[]) => events.map(({ id }) => id);

describeInChromium('what the tag does about an answer', () => {
  it('asks another origin for no leave before it sends', async () => {
    const { methods, page, news } = await openPage(() => ({ status: 202 }));
    await page.evaluate('freshet.track("search"); freshet.flush()');
    await eventually('both are sent', async () => expect(await news()).toHaveLength(2));
    expect(new Set(methods)).toEqual(new Set(['POST']));
  });

  it.for([408, 425, 429, 500, 502, 503, 504])(
    '%i: sends the same event again when Retry-After is over, and counts it sent once',
    async (status) => {
      const { requests, news, waiting } = await openPage((_events, request) =>
        request === 1 ? { status, retryAfter: '1' } : { status: 202 },
      );
      await eventually('it is sent', async () =>
        expect(await news()).toEqual([['sent', 'page', 'HTTP_202']]),
      );
      expect(requests.map(ids)).toEqual([ids(requests[0]!), ids(requests[0]!)]);
      expect(await waiting()).toBe(0);
    },
  );

  it('a pause that is asked for holds for other pages and tabs as well', async () => {
    const { requests, context, site, pauseMs, waiting } = await openPage(() => ({
      status: 429,
      retryAfter: '600',
    }));
    await eventually('it pauses', async () => expect(await pauseMs()).toBeGreaterThan(590_000));
    const other = await context.newPage();
    await other.goto(site);
    await other.evaluate('freshet.flush()');
    await other.close();
    expect(requests).toHaveLength(1);
    expect(await waiting()).toBe(2);
  });

  it.for([401, 403])('%i: holds what it has and asks again in ten minutes', async (status) => {
    const { requests, page, pauseMs, waiting, news } = await openPage(() => ({ status }));
    await eventually('it pauses', async () => expect(await pauseMs()).toBeGreaterThan(590_000));
    await page.evaluate('freshet.track("search"); freshet.flush()');
    expect([requests.length, await waiting(), await news()]).toEqual([1, 2, []]);
  });

  it.for([400, 404, 410])('%i: drops what was sent and says so', async (status) => {
    const { requests, news, waiting } = await openPage(() => ({ status }));
    await eventually('it is dropped', async () =>
      expect(await news()).toEqual([['dropped', 'page', `HTTP_${status}`]]),
    );
    expect([requests.length, await waiting()]).toEqual([1, 0]);
  });

  it('413: sends in halves until it fits, and drops what never does', async () => {
    const { requests, page, news } = await openPage((events) => ({
      status: events.length > 2 || events.some(({ type }) => type === 'large') ? 413 : 202,
    }));
    await eventually('the page is sent', async () => expect(await news()).toHaveLength(1));
    await page.evaluate(
      '["a", "b", "large", "c", "d"].forEach((type) => freshet.track(type)); freshet.flush()',
    );
    await eventually('all is settled', async () => expect(await news()).toHaveLength(6));
    const fates = Object.fromEntries((await news()).map(([fate, type]) => [type, fate]));
    expect(fates).toEqual({
      page: 'sent',
      a: 'sent',
      b: 'sent',
      large: 'dropped',
      c: 'sent',
      d: 'sent',
    });
    expect(Math.max(...requests.slice(-3).map((events) => events.length))).toBeLessThanOrEqual(2);
  });

  it.for([202, 400])(
    '%i with rejected events: tells which and why, and sends none again',
    async (status) => {
      const { requests, news, waiting } = await openPage(() => ({
        status,
        body: {
          rejected: [{ index: 0, code: 'ID_INVALID', pointer: '/events/0/id', message: '' }],
        },
      }));
      await eventually('it is told', async () =>
        expect(await news()).toEqual([['rejected', 'page', 'ID_INVALID']]),
      );
      expect([requests.length, await waiting()]).toEqual([1, 0]);
    },
  );

  it('no answer, as where a blocker stands: gives up after eight tries, for ten minutes', async () => {
    const { page, requests, news, pauseMs } = await openPage(() => ({ status: 202 }));
    await eventually('the page is sent', async () => expect(await news()).toHaveLength(1));
    await page.route('**/v1/events', (route) => route.abort('blockedbyclient'));
    await page.evaluate('localStorage["freshet:pause"] = "[0,7]"; freshet.track("search")');
    await eventually('it pauses', async () => expect(await pauseMs()).toBeGreaterThan(590_000));
    expect(requests).toHaveLength(1);
  });
});
