import { expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { distributedForm, startFreshet, temporaryFolder } from '../support/forms.ts';
import { getJson, postJson } from '../support/http.ts';

interface Change {
  readonly number: number;
  readonly by: string | null;
  readonly action: string;
}

const items = ['tent', 'mat', 'boots'].map((itemId) => ({ itemId, categories: [itemId] }));
const hideMat = { action: 'hide', filter: '"mat" in item.categories' };

async function fillCatalogue(ingestUrl: string): Promise<void> {
  const answer = await postJson(`${ingestUrl}/v1/items`, { items });
  expect(answer).toMatchObject({ status: 202, body: { accepted: items.length } });
}

/** What an API says, and what a merchandiser tells it. */
function callsOf(url: string) {
  const rules = `${url}/v1/admin/rules`;
  const shown = async () => {
    const { items: list } = await getJson<{ items: { itemId: string }[] }>(
      `${url}/v1/recommendations`,
    );
    return list.map(({ itemId }) => itemId).toSorted();
  };
  return {
    shown,
    /** Resolves once its lists have these items; answers with how long that took, in ms. */
    async untilShown(what: string, itemIds: readonly string[]): Promise<number> {
      const startedAt = performance.now();
      await eventually(what, async () => expect(await shown()).toEqual(itemIds));
      return performance.now() - startedAt;
    },
    async put(id: string, rule: object): Promise<void> {
      const headers = { 'content-type': 'application/json', 'x-freshet-actor': 'ada' };
      const body = JSON.stringify(rule);
      const answer = await fetch(`${rules}/${id}`, { method: 'PUT', headers, body });
      expect(answer.status, await answer.text()).toBeLessThan(300);
    },
    async changes(): Promise<readonly Change[]> {
      return (await getJson<{ changes: Change[] }>(`${rules}/changes`)).changes;
    },
    async takeBack(number: number): Promise<void> {
      expect((await postJson(`${rules}/changes/${number}/revert`, {})).status).toBe(200);
    },
  };
}

const all = ['boots', 'mat', 'tent'];
const without = ['boots', 'tent'];

/** Begins in two seconds and lasts as long. */
function scheduled(): object {
  const from = Date.now() + 2_000;
  return { action: 'hide', filter: '"boots" in item.categories', from, until: from + 2_000 };
}

test.skipIf(!distributedForm.available)(
  'a rule that one API is told holds on two, survives both, is in the trail and is taken back',
  async () => {
    const form = await distributedForm.start();
    const apis = [form.processes[2]!, await form.addApi()];
    await fillCatalogue(form.ingestUrl);
    const [first, second] = apis.map(({ url }) => callsOf(url)) as [Calls, Calls];
    for (const api of [first, second]) await api.untilShown('the catalogue is known', all);

    const startedAt = performance.now();
    await first.put('no-mat', hideMat);
    const putMs = performance.now() - startedAt;
    expect(await first.shown()).toEqual(without);
    const behindMs = await second.untilShown('the other one has it as well', without);
    console.log(
      `PUT took ${Math.round(putMs)} ms, the other API had it ${Math.round(behindMs)} ms later`,
    );

    for (const api of apis) expect(await api.stop()).toBe(0);
    const again = await Promise.all([form.addApi(), form.addApi()]);
    const [third, fourth] = again.map(({ url }) => callsOf(url)) as [Calls, Calls];
    for (const api of [third, fourth]) await api.untilShown('it has outlived the restart', without);
    for (const api of [third, fourth]) {
      expect(await api.changes()).toMatchObject([{ number: 1, by: 'ada', action: 'put' }]);
    }
    await fourth.takeBack(1);
    expect(await fourth.shown()).toEqual(all);
    await third.untilShown('it was taken back', all);

    await third.put('sale', scheduled());
    for (const api of [third, fourth]) await api.untilShown('it has begun', ['mat', 'tent']);
    for (const api of [third, fourth]) await api.untilShown('it has ended', all);
    const numbers = (await fourth.changes()).map(({ number, action }) => `${number} ${action}`);
    expect(numbers).toEqual(['3 put', '2 revert', '1 put']);

    // Both at the same moments: every change has its own place in the trail.
    const both = [third, fourth].flatMap((api, i) =>
      Array.from({ length: 5 }, (_, j) => api.put(`r${i}${j}`, hideMat)),
    );
    await Promise.all(both);
    await eventually('both know all changes', async () => {
      for (const api of [third, fourth]) {
        const trail = (await api.changes()).map(({ number }) => number);
        expect(trail).toEqual(Array.from({ length: 13 }, (_, i) => 13 - i));
      }
    });
  },
);

type Calls = ReturnType<typeof callsOf>;

test('the same on the embedded form, through a restart', async () => {
  const folder = temporaryFolder();
  const before = await startFreshet(folder);
  await fillCatalogue(before.url);
  const api = callsOf(before.url);
  await api.untilShown('the catalogue is known', all);
  await api.put('no-mat', hideMat);
  expect(await api.shown()).toEqual(without);
  expect(await before.stop()).toBe(0);

  const after = callsOf((await startFreshet(folder)).url);
  await after.untilShown('it has outlived the restart', without);
  expect(await after.changes()).toMatchObject([{ number: 1, by: 'ada', action: 'put' }]);
  await after.takeBack(1);
  expect(await after.shown()).toEqual(all);
  await after.put('sale', scheduled());
  await after.untilShown('it has begun', ['mat', 'tent']);
  await after.untilShown('it has ended', all);
});
