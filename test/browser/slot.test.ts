import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { describeInChromium, openContext } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { startFreshet, temporaryFolder } from '../support/forms.ts';
import { postJson } from '../support/http.ts';
import { openTaggedIntake, serveSite, taggedPage, urlOf } from '../support/tagged-site.ts';

interface Row {
  readonly itemId: string;
  readonly catalogue?: Readonly<Record<string, unknown>> | null;
}

const rows = (...ids: readonly string[]): Row[] =>
  ids.map((itemId) => ({ itemId, catalogue: { title: itemId.toUpperCase(), url: `/${itemId}` } }));

/** What the API answers from now on. */
type Say = (answer: readonly Row[] | 'failure' | 'silence') => void;

/** A page on an origin of its own, with the tag and an API that answers as the test says. */
async function openSlot(body: string, first: Parameters<Say>[0]) {
  const intake = await openTaggedIntake();
  const asked: URLSearchParams[] = [];
  let answer = first;
  const api = Fastify();
  api.get('/v1/recommendations', async (request, reply) => {
    asked.push(new URL(request.url, 'http://api').searchParams);
    void reply.header('access-control-allow-origin', '*');
    if (answer === 'silence') return new Promise(() => {});
    if (answer === 'failure') return reply.code(500).send({ code: 'INTERNAL', message: 'No.' });
    return { recommId: `r-${asked.length}`, strategy: 'trending', items: answer };
  });
  const attributes = `data-api="${await urlOf(api)}"`;
  const site = await serveSite({ '/': taggedPage(intake.url, body, { attributes }) });
  const page = await (await openContext()).newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(site);
  const say: Say = (next) => void (answer = next);
  const state = (name: string) => page.waitForSelector(`#slot[data-state="${name}"]`);
  /** An act of the visitor, after which slots ask again. */
  const act = () => page.evaluate(`freshet.view('seen')`);
  return { page, say, state, act, asked, complaints };
}

const slot = (template = '', attributes = '') =>
  `<freshet-recommendations id="slot" scenario="home" n="3" label="For you" ${attributes}>${template}
   <template data-state="empty"><p>Nothing yet</p></template>
   <template data-state="error"><p>Not now</p></template></freshet-recommendations>`;

describeInChromium('a recommendation slot', () => {
  it('is a named list that says where its items come from, made of the template of the page', async () => {
    const template = `<template><a class="card" href="{{url}}" title="{{title}}, {{position}}">{{title}} for {{price}}</a></template>`;
    const { page, state, asked } = await openSlot(slot(template, 'explain'), [
      { itemId: 'tent', catalogue: { title: 'Tent', url: '/t', price: 120, currency: 'EUR' } },
      { itemId: 'stove', catalogue: null },
    ]);
    await state('ready');
    const list = page.getByRole('list', { name: 'For you' });
    expect(await list.getByRole('listitem').count()).toBe(2);
    expect(await list.getAttribute('data-recomm-id')).toBe('r-1');
    const first = list.locator('[data-item="tent"][data-position="1"] a');
    expect(await first.textContent()).toBe('Tent for €120.00');
    expect(await first.getAttribute('title')).toBe('Tent, 1');
    // What the catalogue does not know has its id for a title, and leads nowhere.
    const second = list.locator('[data-item="stove"][data-position="2"] a');
    expect(await second.textContent()).toBe('stove for ');
    expect(await second.getAttribute('href')).toBeNull();
    expect(Object.fromEntries(asked[0]!)).toMatchObject({
      scenario: 'home',
      n: '3',
      explain: 'true',
      fields: 'title,url,image,price,currency',
      anonymousId: expect.stringMatching(/^[\da-f-]{36}$/),
    });
  });

  it('shows markup and scripts as text, and no address that runs', async () => {
    const payload = `<img src=x onerror="window.taken=1">"><script>window.taken=1</script>`;
    const template = `<template>
      <a href="{{url}}" onclick="{{title}}" style="{{title}}" title="{{title}}">{{title}}</a>
      <svg><a xlink:href="{{url}}"><text>{{title}}</text></a></svg>
      <iframe srcdoc="{{title}}" src="{{url}}"></iframe><button formaction="{{url}}"></button>
      <script>window.taken = '{{title}}'.length && undefined</script></template>`;
    const urls = ['javascript:window.taken=1', ' java\nscript:window.taken=1', 'data:text/html,x'];
    const items = urls.map((url, i) => ({
      itemId: `${payload}${i}`,
      catalogue: { title: payload, url, image: url },
    }));
    const { page, state } = await openSlot(slot(template), items);
    await state('ready');
    expect(await page.locator('#slot li > a').allTextContents()).toEqual(items.map(() => payload));
    expect(await page.locator('#slot li').first().getAttribute('data-item')).toBe(`${payload}0`);
    expect(await page.locator('#slot li > a').first().getAttribute('title')).toBe(payload);
    const live =
      '#slot li :is([href], [src], [formaction], [srcdoc], [style], [onclick], [onerror])';
    expect(await page.locator(live).count()).toBe(0);
    for (const link of await page.locator('#slot a').all()) await link.dispatchEvent('click');
    expect(await page.evaluate('window.taken')).toBeUndefined();
  });

  it('has a plain look of its own, and one in any element by a call', async () => {
    const { page } = await openSlot('<div id="slot"></div>', rows('tent'));
    await page.waitForFunction('globalThis.freshet?.recommend');
    await page.evaluate(`freshet.recommend(document.querySelector('#slot'), { n: 2 })`);
    await page.waitForSelector('#slot[data-state="ready"]');
    expect(await page.innerText('#slot a[href="/tent"]')).toBe('TENT');
  });

  it('asks again after an act, leaves the focus where it was, and does not move the page', async () => {
    const template = '<template><a href="{{url}}">{{title}}</a></template>';
    const { page, say, state, act } = await openSlot(
      `${slot(template)}<p id="below">Below</p>`,
      rows('a', 'b', 'c'),
    );
    const top = () => page.locator('#below').evaluate((below) => below.getBoundingClientRect().top);
    const before = await top();
    await state('ready');
    expect(await top()).toBe(before);
    await page.focus('[data-item="b"] a');
    say(rows('d', 'c', 'b'));
    await act();
    await page.waitForSelector('[data-item="d"]');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('B');
    expect(await page.getAttribute('#slot ul', 'data-recomm-id')).not.toBe('r-1');
    say(rows('x', 'y', 'z'));
    await act();
    await page.waitForSelector('[data-item="x"]');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('X');
    expect(await top()).toBe(before);
  });

  it('says that there is nothing, that it failed, that nobody answered, and comes back', async () => {
    const { page, say, state, act, asked, complaints } = await openSlot(slot(), []);
    await state('empty');
    expect(await page.innerText('#slot')).toBe('Nothing yet');
    say(rows('a'));
    await act();
    await state('ready');
    expect(await page.innerText('#slot')).toBe('A');
    // What was shown stays when the next answer does not come.
    const before = asked.length;
    say('failure');
    await act();
    await eventually('it has asked again', () => expect(asked.length).toBeGreaterThan(before));
    await page.waitForSelector('#slot ul[aria-busy="false"]');
    expect(await page.innerText('#slot')).toBe('A');
    await page.reload();
    await state('error');
    expect(await page.innerText('#slot')).toBe('Not now');
    say('silence');
    await page.reload();
    await state('loading');
    await state('error');
    expect(complaints).toEqual([]);
  });

  it('gets its answers on a page of another origin', async () => {
    const { url } = await startFreshet(temporaryFolder());
    const tent = { itemId: 'tent', title: 'Tent', url: 'https://shop.example/tent', price: 9 };
    await postJson(`${url}/v1/items`, { items: [tent] });
    const site = await serveSite({ '/': taggedPage(url, slot()) });
    const page = await (await openContext()).newPage();
    await eventually('the slot shows the item', async () => {
      await page.goto(site);
      const settled = '#slot:not([data-state="loading"])[data-state]';
      await page.waitForSelector(settled);
      expect(await page.getAttribute(settled, 'data-state')).toBe('ready');
    });
    expect(await page.getAttribute('#slot [data-item="tent"] a', 'href')).toBe(tent.url);
  });
});
