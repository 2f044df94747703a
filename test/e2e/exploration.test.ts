import { dice } from '@freshet/recommend';
import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { forms, type RunningForm } from '../support/forms.ts';
import { getJson, postJson } from '../support/http.ts';

const KNOWN = Array.from({ length: 40 }, (_, i) => `known-${i}`);
const NEW = ['new-tent', 'new-boots', 'new-lamp', 'new-mat'];
/** Each has been with every known item: 1,200 visits, 30 of each. */
const VISITORS = 30;
const N = 20;
/** What makes an item known. */
const IMPRESSIONS = 100;
const ROUND = 50;
/**
 * The share of 0.05 gives one of 20 places to exploration, so four items need 400 answers. Figures are
 * waited for every 50 answers, so that an item is shown 149 times at most: before the last one has its
 * hundred, no more than 3 · 149 + 99 answers can have passed, of whose places 5 % were explored.
 */
const ANSWERS_MAX = Math.ceil((3 * (IMPRESSIONS + ROUND - 1) + IMPRESSIONS) / ROUND) * ROUND;

interface Answer {
  readonly recommId: string;
  readonly items: readonly { itemId: string; score: number | null; explored?: true }[];
}

interface Figures {
  readonly share: number;
  readonly young: number;
  readonly known: number;
  readonly impressions: number;
  readonly clicks: number;
  readonly costInClicks: number;
  readonly timeToKnown: { p50: number; p90: number } | null;
}

/** What visitors saw and clicked, counted here. */
class Count {
  readonly seen = new Map(NEW.map((itemId) => [itemId, 0]));
  readonly #explored = Array.from({ length: N }, () => ({ impressions: 0, clicks: 0 }));
  readonly #ranked = Array.from({ length: N }, () => ({ impressions: 0, clicks: 0 }));
  clicks = 0;

  add(place: number, itemId: string, isExplored: boolean, isClicked: boolean): void {
    const at = (isExplored ? this.#explored : this.#ranked)[place]!;
    at.impressions++;
    at.clicks += Number(isClicked);
    if (!isExplored) return;
    this.seen.set(itemId, this.seen.get(itemId)! + 1);
    this.clicks += Number(isClicked);
  }

  get impressions(): number {
    return [...this.seen.values()].reduce((sum, one) => sum + one, 0);
  }

  get young(): number {
    return [...this.seen.values()].filter((times) => times < IMPRESSIONS).length;
  }

  /** Of what the ranked ones had brought at the places that the explored ones took. */
  get costInClicks(): number {
    return this.#explored.reduce((sum, { impressions, clicks }, place) => {
      const ranked = this.#ranked[place]!;
      return sum + impressions * (ranked.clicks / ranked.impressions - clicks / (impressions || 1));
    }, 0);
  }
}

async function fill({ ingestUrl, apiUrl }: RunningForm): Promise<void> {
  const publishedAt = Date.now() - 60_000;
  const items = [
    ...KNOWN.map((itemId) => ({ itemId, title: `Known ${itemId}` })),
    ...NEW.map((itemId) => ({ itemId, title: `New ${itemId}`, publishedAt })),
  ];
  expect(await postJson(`${ingestUrl}/v1/items`, { items })).toMatchObject({ status: 202 });
  for (let visitor = 0; visitor < VISITORS; visitor++) {
    const events = KNOWN.map((itemId) => ({ type: 'view', userId: `user ${visitor}`, itemId }));
    const answer = await postJson(`${ingestUrl}/v1/events`, { events });
    expect(answer).toMatchObject({ status: 202, body: { accepted: KNOWN.length } });
  }
  await eventually('every visit is counted', async () => {
    for (const itemId of KNOWN) {
      const { visits } = await getJson<{ visits: number }>(`${apiUrl}/v1/items/${itemId}`);
      expect([itemId, visits]).toEqual([itemId, VISITORS]);
    }
  });
}

/** Fifty visitors get an answer each, look at all of it, and click: at new items a third as often. */
async function playRound(form: RunningForm, round: number, count: Count, random: () => number) {
  const events: object[] = [];
  for (let i = 0; i < ROUND; i++) {
    const anonymousId = `visitor ${round}/${i}`;
    const url = `${form.apiUrl}/v1/recommendations?anonymousId=${encodeURIComponent(anonymousId)}`;
    const { recommId, items } = await getJson<Answer>(`${url}&n=${N}`);
    expect(items).toHaveLength(N);
    expect(items.filter(({ explored }) => explored)).toHaveLength(1);
    const lines = items.map(({ itemId }) => ({ itemId, quantity: 1, price: 1 }));
    events.push({ type: 'impression', anonymousId, recommId, items: lines });
    for (const [place, { itemId, explored = false }] of items.entries()) {
      const isClicked = random() < (explored ? 0.1 : 0.3) / (1 + place);
      count.add(place, itemId, explored, isClicked);
      const position = place + 1;
      if (isClicked) events.push({ type: 'click', anonymousId, itemId, recommId, position });
    }
  }
  const answer = await postJson(`${form.ingestUrl}/v1/events`, { events });
  expect(answer).toMatchObject({ status: 202, body: { accepted: events.length } });
}

describe.each(forms.filter(({ available }) => available))('exploration ($name)', ({ start }) => {
  it('makes items known that nobody has clicked, within its share, and says what that costs', async () => {
    const form = await start();
    await fill(form);
    const figures = () => getJson<Figures>(`${form.apiUrl}/v1/admin/exploration`);
    await eventually('the new items are young', async () => {
      expect(await figures()).toMatchObject({ share: 0.05, young: NEW.length, known: 0 });
    });
    const random = dice(5);
    const count = new Count();
    let answers = 0;
    for (let round = 0; count.young > 0; round++) {
      expect(answers, 'answers until all were seen a hundred times').toBeLessThan(ANSWERS_MAX);
      await playRound(form, round, count, random);
      answers += ROUND;
      await eventually('the figures know what was seen, and who is known by now', async () => {
        const { impressions, young } = await figures();
        expect({ impressions, young }).toEqual({
          impressions: count.impressions,
          young: count.young,
        });
      });
    }
    expect(count.impressions).toBe(answers);
    expect([...count.seen.values()].every((times) => times >= IMPRESSIONS)).toBe(true);
    await eventually('the figures know every click', async () => {
      const { known, clicks, costInClicks, timeToKnown } = await figures();
      expect({ known, clicks }).toEqual({ known: NEW.length, clicks: count.clicks });
      expect(costInClicks).toBeCloseTo(count.costInClicks, 9);
      expect(timeToKnown!.p50).toBeGreaterThan(0);
    });
    const after = await getJson<Answer>(`${form.apiUrl}/v1/recommendations?n=${N}`);
    expect(after.items.filter(({ explored }) => explored)).toEqual([]);
  }, 240_000);
});
