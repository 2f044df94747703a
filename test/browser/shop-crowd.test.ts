import { visitOf } from '@freshet/shop';
import { expect, it } from 'vitest';
import { describeInChromium } from '../support/chromium.ts';
import { openDemoShop } from '../support/demo-shop.ts';
import { eventually } from '../support/eventually.ts';
import { getJson } from '../support/http.ts';

interface CrowdState {
  readonly isOn: boolean;
  readonly seed: number;
  readonly visits: number;
  readonly events: number;
  readonly refused: number;
}

const ITEM = 'stove';
/** Enough for each item to have been looked at some ten times. */
const VISITS = 150;
/** As far apart as Freshet pairs items of a session. */
const APART_MAX = 3;
const NEAREST = 10;

/** What the plan says that people look at with an item, most often first, counted pair by pair. */
function neighboursOf(item: string, { seed, visits }: CrowdState): readonly string[] {
  const counts = new Map<string, number>();
  for (let number = 0; number < visits; number++) {
    const { acts } = visitOf(seed, number);
    const viewed = acts.filter(({ type }) => type === 'view').map(({ itemId }) => itemId);
    viewed.forEach((one, at) => {
      if (one !== item) return;
      for (const other of viewed.slice(Math.max(0, at - APART_MAX), at + APART_MAX + 1)) {
        if (other !== item) counts.set(other, (counts.get(other) ?? 0) + 1);
      }
    });
  }
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([other]) => other);
}

describeInChromium('the crowd in the demo shop', () => {
  it('has recommendations be what people look at together', async () => {
    const { url, page, open, shown } = await openDemoShop();
    const state = () => getJson<CrowdState>(`${url}/shop/crowd`);
    await open('/');
    await page.click('button:has-text("Switch the crowd on")');
    await eventually(
      'the crowd has been here',
      async () => expect((await state()).visits).toBeGreaterThanOrEqual(VISITS),
      { timeoutMs: 180_000 },
    );
    await page.click('button:has-text("Crowd is on")');
    await eventually('it has gone', async () => expect((await state()).isOn).toBe(false));
    const after = await state();
    expect(after.refused).toBe(0);

    const nearest = neighboursOf(ITEM, after).slice(0, NEAREST);
    await eventually('the slot shows neighbours', async () => {
      await open(`/items/${ITEM}`);
      const six = await shown();
      expect(six).toHaveLength(6);
      expect(six.filter((item) => nearest.includes(item)).length).toBeGreaterThanOrEqual(3);
      const strategy = await page.textContent('[data-panel="why"] .badge');
      expect(strategy).toBe('co-visitation');
    });
    const { items } = await getJson<{ items: readonly object[] }>(`${url}/v1/trending`);
    expect(items.length).toBeGreaterThan(NEAREST);
  });
});
