import { expect, it } from 'vitest';
import { describeInChromium, openContext } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { sandboxed, templateAt } from '../support/gtm-template.ts';
import { openTaggedIntake, serveSite } from '../support/tagged-site.ts';

const template = templateAt('deploy/tag-manager/freshet.tpl');

/** What its editor fills in where nothing is chosen. */
const fields = JSON.parse(template.get('TEMPLATE_PARAMETERS')!) as {
  readonly name: string;
  readonly defaultValue?: unknown;
}[];
const defaults = Object.fromEntries(fields.map(({ name, defaultValue }) => [name, defaultValue]));

describeInChromium(
  "the template for Google's tag manager, its code on the APIs it asks for",
  () => {
    it('puts the tag on the page, which reads the data layer while the visitor agrees', async () => {
      const intake = await openTaggedIntake();
      const site = await serveSite({ '/': '<!doctype html><title>A shop</title>' });
      const page = await (await openContext()).newPage();
      const types = async () => (await intake.events()).map(({ type }) => type);
      const view = `globalThis.dataLayer ??= [];
      dataLayer.push({ event: 'view_item', ecommerce: { items: [{ item_id: 'tent' }] } })`;
      await page.goto(site);
      await page.evaluate(
        sandboxed(template, { ...defaults, server: intake.url, dwell: true }, intake.url),
      );
      await page.waitForFunction('gtm.outcome === "success" && freshet.ids');
      await page.evaluate(view);
      expect(await page.evaluate('freshet.ids()')).toEqual({});
      await page.evaluate('gtm.listeners.forEach((listener) => listener(true))');
      await eventually('what is on the page is told', async () =>
        expect(await types()).toEqual(['page', 'view']),
      );
      await page.evaluate('gtm.listeners.forEach((listener) => listener(false))');
      expect(await page.evaluate('Object.keys(localStorage)')).toEqual([]);
    });

    it('has the settings that were filled in, and the answer that came while it loaded', async () => {
      const intake = await openTaggedIntake();
      const site = await serveSite({ '/': '<!doctype html><title>A shop</title>' });
      const page = await (await openContext()).newPage();
      await page.goto(site);
      const data = {
        ...defaults,
        server: intake.url,
        endpoint: `${intake.url}/pk_a/b+c`,
        source: '',
        denied: 'anonymous',
        debug: true,
      };
      await page.evaluate(`${sandboxed(template, data, intake.url)} gtm.granted = true`);
      await page.waitForFunction('gtm.outcome === "success"');
      expect(
        await page.evaluate(
          '({ ...document.querySelector("script[src$=\'/beacon.js\']").dataset })',
        ),
      ).toEqual({
        consent: 'anonymous',
        endpoint: data.endpoint,
        debug: '',
      });
      await page.waitForFunction('"freshet:anonymous" in localStorage');
    });
  },
);
