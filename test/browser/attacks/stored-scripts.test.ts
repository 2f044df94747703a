import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInChromium, openContext } from '../../support/chromium.ts';
import { eventually } from '../../support/eventually.ts';
import { postJson } from '../../support/http.ts';
import { watchFaults } from '../../support/page-faults.ts';
import { type RunningService, startService } from '../../support/processes.ts';

const payloads = [
  '<script>window.taken=1</script>',
  '"><img src=x onerror="window.taken=1">',
  `' autofocus onfocus=window.taken=1 x='`,
  '</script></title></textarea><svg onload=window.taken=1>',
  '<iframe srcdoc="<script>parent.taken=1</script>"></iframe>',
  'javascript:window.taken=1',
  `{{constructor.constructor('window.taken=1')()}}`,
];
const image = payloads[1]!;
const frame = payloads[4]!;
const markup = 'img[src="x"], svg[onload], iframe, [onfocus], [href^="javascript:"]';

describeInChromium('stored script', () => {
  const folder = mkdtempSync(join(tmpdir(), 'freshet-scripts-'));
  let freshet: RunningService;
  beforeAll(async () => {
    freshet = await startService('freshet start', { env: { DATA_DIR: folder, PARTITIONS: '2' } });
    await store(freshet.url);
  });
  afterAll(async () => {
    await freshet?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  it.for<[place: string, path: string, shown: string]>([
    ['an item and its visitors, on the live page', '/dashboard', image],
    ['events, in their list', '/dashboard/events', image],
    [
      'a visitor, in the inspector',
      `/dashboard/inspector?user=${encodeURIComponent(image)}`,
      image,
    ],
    ['pages and their titles, in analytics', '/dashboard/analytics', image],
    ['rules, and who they are for', '/dashboard/rules', image],
    ['items, in the catalogue', '/dashboard/catalogue', image],
    ['a refused event, in data quality', '/dashboard/quality', frame],
  ])('%s', async ([, path, shown]) => {
    const page = await (await openContext()).newPage();
    const { url } = freshet;
    const { strangers, complaints } = watchFaults(page, ({ origin }) => origin === url);
    await page.goto(url + path);
    await eventually('it is there, as text', async () => {
      expect(await page.innerText('body')).toContain(shown);
    });
    expect(await page.evaluate('window.taken')).toBeUndefined();
    expect(await page.locator(markup).count(), 'nothing is made of it').toBe(0);
    expect(strangers).toEqual([]);
    // What the policy of the page refuses is in here as well: nothing gets so far.
    expect(complaints).toEqual([]);
  });
});

/** Every text that a page, a shop's server or an operator can leave behind, through HTTP. */
async function store(url: string): Promise<void> {
  const items = payloads.map((text) => ({
    itemId: text,
    title: text,
    categories: [text],
    url: text,
    image: text,
    price: 1,
  }));
  expect(await postJson(`${url}/v1/items`, { items })).toMatchObject({ status: 202 });
  const events = payloads.flatMap((text) => {
    const context = { url: `https://shop.example/${text}`, title: text, referrer: text };
    return ['page', 'view', 'click'].map((type) => ({
      type,
      userId: text,
      ...(type !== 'page' && { itemId: text }),
      context,
      properties: { query: text },
    }));
  });
  expect(await postJson(`${url}/v1/events`, { events })).toMatchObject({ status: 202 });
  const refused = payloads.map((text) => ({ type: 'view', userId: 'ada', [text]: text, id: text }));
  expect(await postJson(`${url}/v1/events`, { events: refused })).toMatchObject({ status: 400 });
  for (const [i, text] of payloads.entries()) {
    const answer = await fetch(`${url}/v1/admin/rules/rule-${i}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action: 'pin', itemIds: [text], name: text }),
    });
    expect(answer.status, await answer.text()).toBe(201);
  }
}
