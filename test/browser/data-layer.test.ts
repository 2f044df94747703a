import { applyEvent, deployments, emptyProfile } from '@freshet/recommend';
import { expect, it } from 'vitest';
import { describeInChromium, openContext } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import {
  type Intake,
  type LoggedEvent,
  eachOnce,
  openTaggedIntake,
  serveSite,
  taggedPage,
} from '../support/tagged-site.ts';

/** Items as Google's reference of events shows them. */
const tent = {
  item_id: 'tent',
  item_name: 'A tent for two',
  affiliation: 'Outdoor',
  index: 0,
  item_category: 'Camping',
  item_list_id: 'related_products',
  price: 10.5,
  quantity: 2,
};
const stove = {
  ...tent,
  item_id: 'stove',
  item_name: 'A stove',
  index: 1,
  price: '4.00',
  quantity: 1,
};
const order = { transaction_id: 'T_12345', value: 25, tax: 3.6, shipping: 5.99, currency: 'EUR' };

const pushed = (event: string, ecommerce: object) =>
  `dataLayer.push({ ecommerce: null }); dataLayer.push(${JSON.stringify({ event, ecommerce })});`;
const gtagged = (event: string, parameters: object) =>
  `gtag("event", "${event}", ${JSON.stringify(parameters)});`;
const gtag = 'window.dataLayer ??= []; function gtag() { dataLayer.push(arguments); }';

const view = (id: string) => pushed('view_item', { items: [{ item_id: id }] });

/** A page of a shop that pushes before the tag has loaded, and by a button after. */
const shopPage = (intake: Intake, before: string, after = '') =>
  taggedPage(intake.url, `<button onclick='${after}'>Act</button>`, {
    attributes: 'data-source="dataLayer"',
    head: `<script>${gtag} ${before}</script>`,
  });

/** What is not the page itself, each once per time that it came. */
const actsIn = async (intake: Intake) =>
  (await intake.events()).filter(({ type }) => type !== 'page');

const told = (intake: Intake, types: string[]) =>
  eventually(`${types.join(', ')} are told`, async () =>
    expect(eachOnce(await actsIn(intake)).map(({ type }) => type)).toEqual(types),
  );

const ACTS = ['impression', 'click', 'view', 'cart', 'purchase'];

/** What the processor makes of the acts in the log, as if each were a second after the one before. */
async function profileIn(intake: Intake) {
  const acts = await actsIn(intake);
  const ids = eachOnce(acts).map(({ id }) => id);
  const profile = emptyProfile();
  for (const event of acts) {
    const ms = ids.indexOf(event.id) * 1000;
    const at = { sessionId: null, at: ms, context: null, properties: null };
    applyEvent(profile, { ...event, ...at }, deployments.shop);
  }
  const { events, session, items } = profile;
  return { events, session, items };
}

describeInChromium('a data layer that a shop fills already', () => {
  it('makes the profile that the same acts make by native calls, its order counted once', async () => {
    const intake = await openTaggedIntake();
    const site = await serveSite({
      '/': shopPage(
        intake,
        pushed('view_item_list', { item_list_id: 'camping', items: [tent, stove] }),
        pushed('select_item', { item_list_id: 'camping', items: [tent] }),
      ),
      '/tent': shopPage(
        intake,
        `gtag('js', new Date()); gtag('config', 'G-1'); ${gtagged('view_item', { currency: 'EUR', value: 21, items: [tent] })}`,
        gtagged('add_to_cart', { currency: 'EUR', value: 21, items: [tent] }),
      ),
      '/thanks': shopPage(intake, pushed('purchase', { ...order, items: [tent, stove] })),
    });
    const page = await (await openContext()).newPage();
    await page.goto(site);
    await told(intake, ACTS.slice(0, 1));
    await page.click('button');
    await told(intake, ACTS.slice(0, 2));
    await page.goto(`${site}/tent`);
    await told(intake, ACTS.slice(0, 3));
    await page.click('button');
    await told(intake, ACTS.slice(0, 4));
    await page.goto(`${site}/thanks`);
    await told(intake, ACTS);
    await page.reload();
    await told(intake, [...ACTS, 'purchase']);

    const native = await openTaggedIntake();
    const plain = await serveSite({ '/': taggedPage(native.url, '') });
    const bare = await (await openContext()).newPage();
    await bare.goto(plain);
    await bare.waitForFunction('globalThis.freshet');
    await bare.evaluate(`
      freshet.track('impression', { items: [{ itemId: 'tent' }, { itemId: 'stove' }] });
      freshet.click('tent');
      freshet.view('tent');
      freshet.addToCart('tent');
      freshet.purchase({ orderId: 'T_12345', items: [{ itemId: 'tent' }, { itemId: 'stove' }] })`);
    await told(native, ACTS);
    const profile = await profileIn(intake);
    expect(profile).toEqual(await profileIn(native));
    expect(profile.session.map(({ kind, itemId }) => `${kind} ${itemId}`)).toEqual([
      'view tent',
      'cart tent',
      'purchase tent',
      'purchase stove',
    ]);
    const bought = (await intake.events()).findLast(({ type }) => type === 'purchase');
    expect(bought).toMatchObject({
      orderId: 'T_12345',
      value: 25,
      currency: 'EUR',
      items: [
        { itemId: 'tent', quantity: 2, price: 10.5 },
        { itemId: 'stove', quantity: 1, price: 4 },
      ],
    });
  });

  it('stays as its other readers know it', async () => {
    const intake = await openTaggedIntake();
    const site = await serveSite({
      '/': shopPage(intake, `dataLayer.push({ event: 'view_item', get ecommerce() { throw 1 } })`),
    });
    const page = await (await openContext()).newPage();
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    // As tag managers do it, with the oldest messages shifted out: before the tag's own, then after.
    const manager = `heard = globalThis.heard ?? [];
      { const push = dataLayer.push;
        dataLayer.push = function (...messages) {
          heard.push(...messages);
          const length = push.apply(dataLayer, messages);
          while (dataLayer.length > 3) dataLayer.shift();
          return length;
        } }`;
    await page.goto(site);
    await page.waitForFunction('dataLayer.hasOwnProperty("push")');
    await page.evaluate(manager);
    const returned = await page.evaluate(['a', 'b', 'c'].map(view).join(''));
    await told(intake, ['view', 'view', 'view']);
    expect(returned).toBe(4);
    expect(await page.evaluate('[heard.length, dataLayer.length]')).toEqual([6, 3]);
    expect(errors).toEqual([]);
  });

  it('tells nothing twice that attributes or another push tell, and no impression beside those seen', async () => {
    const intake = await openTaggedIntake();
    const select = pushed('select_item', { items: [stove] });
    const site = await serveSite({
      '/': taggedPage(
        intake.url,
        `<main data-item-view="tent"></main>
         <button data-item="stove" onclick='${select}'>Stove</button>`,
        {
          attributes: 'data-source data-impressions',
          head: `<script>${gtag} ${view('tent')} ${gtagged('view_item', { items: [tent] })}
            ${pushed('view_item_list', { items: [tent, stove] })}
            ${view('stove')} ${gtagged('view_item', { items: [stove] })}</script>`,
        },
      ),
    });
    const page = await (await openContext()).newPage();
    await page.goto(site);
    await told(intake, ['view', 'view', 'impression']);
    await page.click('button');
    await page.evaluate(pushed('add_to_cart', { items: [tent] }));
    await told(intake, ['view', 'view', 'impression', 'click', 'cart']);
    // Another page of a router: its elements come after its push.
    await page.evaluate(`history.pushState(null, '', '/lamp'); ${view('lamp')}
      document.querySelector('main').dataset.itemView = 'lamp';
      document.querySelector('button').dataset.itemView = 'mug'`);
    await told(intake, ['view', 'view', 'impression', 'click', 'cart', 'view', 'view']);
    expect((await intake.events()).map(({ itemId }) => itemId).slice(-2)).toEqual(['lamp', 'mug']);
  });

  it('says who the visitor is, once, and that nobody is', async () => {
    const intake = await openTaggedIntake();
    const site = await serveSite({
      '/in': shopPage(intake, `dataLayer.push({ user_id: 17 }); gtag('set', { user_id: '17' });`),
      '/out': shopPage(intake, `gtag('config', 'G-1', { user_id: null });`, view('stove')),
    });
    const page = await (await openContext()).newPage();
    await page.goto(`${site}/in`);
    await told(intake, ['identify']);
    const [{ anonymousId, userId }] = (await intake.events()).slice(-1) as [LoggedEvent];
    expect(userId).toBe('17');
    await page.goto(`${site}/out`);
    await eventually('somebody else is here', async () =>
      expect(await page.evaluate('freshet.ids()')).toMatchObject({
        anonymousId: expect.not.stringContaining(anonymousId!) as string,
      }),
    );
    await page.click('button');
    await told(intake, ['identify', 'view']);
    const last = (await intake.events()).at(-1)!;
    expect(last).toMatchObject({ type: 'view', userId: null });
    expect(last.anonymousId).not.toBe(anonymousId);
  });
});
