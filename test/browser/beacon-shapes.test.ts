import { bundleScript } from '@freshet/web';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { describeInChromium, openContext } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { eachOnce, openTaggedIntake, taggedPage, urlOf } from '../support/tagged-site.ts';

const home =
  '<ul data-recomm-id="r-1"><li data-item="tent" data-position="1"><a href="/item/tent">tent</a></li></ul>';
const item = (itemId: string) =>
  `<main data-item-view="${itemId}"><a href="/item/stove">stove</a></main>`;

interface Shape {
  readonly name: string;
  /** Of the page's own script, in `shapes/`. */
  readonly script?: string;
  /** What stands around a page's content, which a router in the browser makes by itself. */
  frame(content: string): string;
}

const shapes: Shape[] = [
  { name: 'static pages', frame: (content) => content },
  {
    name: 'a React Router app',
    script: 'react-router',
    frame: () => '<div id="root"></div>',
  },
  {
    name: 'an htmx site, whose links swap the body,',
    script: 'htmx',
    frame: (content) => `<div hx-boost="true">${content}</div>`,
  },
  {
    name: 'a Turbo site, which keeps pages to come back to,',
    script: 'turbo',
    frame: (content) => content,
  },
];

/** A shop of two items in one of the shapes. */
async function openShop({ script, frame }: Shape, beaconUrl: string): Promise<string> {
  const site = Fastify();
  const head = script === undefined ? '' : '<script type="module" src="/app.js"></script>';
  const page = (title: string, content: string) =>
    taggedPage(beaconUrl, frame(content), { title, head });
  if (script !== undefined) {
    const app = await bundleScript(new URL(`./shapes/${script}.js`, import.meta.url), {
      define: { 'process.env.NODE_ENV': 'production' },
    });
    site.get('/app.js', (_request, reply) => reply.type('text/javascript').send(app));
  }
  site.get('/', (_request, reply) => reply.type('text/html').send(page('Home', home)));
  site.get<{ Params: { itemId: string } }>('/item/:itemId', ({ params: { itemId } }, reply) =>
    reply.type('text/html').send(page(itemId, item(itemId))),
  );
  return urlOf(site);
}

describeInChromium('the tag on a shape of site that it was not written for', () => {
  it.for(shapes)(
    '$name: pages, the click, and each item once a page, also on the way back',
    async (shape) => {
      const intake = await openTaggedIntake();
      const site = await openShop(shape, intake.url);
      const context = await openContext();
      const page = await context.newPage();
      /** Waits for what is told of, each event once: an answer may be lost with the page it was for. */
      const told = (expected: string[]) =>
        eventually('the visit is told of', async () => {
          const acts = eachOnce(await intake.events()).map(
            ({ type, itemId, recommId, context: { url } }) =>
              [type, itemId ?? new URL(String(url)).pathname, recommId].filter(Boolean).join(' '),
          );
          expect(acts.toSorted()).toEqual(expected.toSorted());
        });
      const visit = ['page /'];
      await page.goto(site);
      await told(visit);
      await page.click('text=tent');
      visit.push('click tent r-1', 'page /item/tent', 'view tent r-1');
      await told(visit);
      await page.click('text=stove');
      visit.push('page /item/stove', 'view stove');
      await told(visit);
      await page.goBack();
      visit.push('page /item/tent', 'view tent r-1');
      await told(visit);
      const titles = (await intake.events())
        .filter(({ type }) => type === 'page')
        .map(({ context: { title } }) => title);
      expect(titles).toContain('stove');
    },
  );
});
