import { expect, test } from 'vitest';
import { COUNTERS, type DeploymentName, deployments } from './deployment.ts';
import { COLUMN, FEATURES } from './features.ts';
import { GoldenSite } from './golden-site.fixture.ts';
import type { ProfileEvent } from './profile.ts';

const T0 = 1_767_225_600_000;
const MINUTE_MS = 60_000;

/** Minute, visitor, act, item; then the session's id (s…), the event's (e…), other items of an order (+…). */
const trace = `
  0 ann click A
  1 ann click B
  2 ann click C
  8 bob click B
 10 bob click A
 20 cem view D
 20.1 cem view D
 21 cem click A
 21.1 cem view A
 22 cem click B
 23 cem cart B
 30 dan view E s1
 31 dan view F s1
 32 dan view E s1
 33 dan view F s1
 34 dan view E s1
 34.5 dan view F s1
 35 dan view G s2
 36 eva click A e1
 36 eva click A e1
 37 eva click H e2
 36.5 eva click C
 37 eva click H e2
 39 eva purchase H +I
 70 ann click C
 71 ann click D
 72 ann click B
 90 bob impression J
 91 bob click J
 92 bob click K
 93 bob click L
 94 bob click J
 95 bob cart M
 150 fay view A
 152 fay view C
 153 fay view B
 154 fay view A
 155 fay view E
 600 gus click B
 601 gus click A
 603 gus click C
 604 gus click B
 606 gus click F
 1500 hal view K
 1502 hal view L
 1503 hal view J
 1504 hal purchase L
 1505 hal view B
 10080 ian view A
 10081 ian view C
 10082 ian view L
 10083 ian view C
 10084 ian view B`;

function eventsOf(text: string): ProfileEvent[] {
  return text
    .trim()
    .split('\n')
    .map((line, i) => {
      const [minute, userId, type, itemId, ...rest] = line.trim().split(' ');
      const given = (sign: string) => rest.find((word) => word[0] === sign);
      const also = given('+')?.slice(1);
      return {
        id: given('e') ?? `event ${i}`,
        type: type!,
        userId: userId!,
        anonymousId: null,
        sessionId: given('s') ?? null,
        itemId: itemId!,
        categories: [],
        items: also === undefined ? [] : [{ itemId: also, categories: [] }],
        orderId: null,
        value: null,
        at: Math.round(T0 + Number(minute) * MINUTE_MS),
        recommId: null,
        position: null,
        history: null,
      };
    });
}

const events = eventsOf(trace);

function siteAfter(count: number, name: DeploymentName = 'shop'): GoldenSite {
  const site = new GoldenSite(deployments[name]);
  for (const event of events.slice(0, count)) site.take(event);
  return site;
}

/** Seven digits are what the float32 weights hold, and what has decayed to nothing is left out. */
const short = (value: number) => (Math.abs(value) < 1e-9 ? 0 : Number(value.toPrecision(6)));

function totalsOf({ neighbours }: { neighbours: { lifetimeTotal: number; afterTotal: number } }) {
  return [neighbours.lifetimeTotal, neighbours.afterTotal];
}

test('by hand: what three visits of ann and two of bob say', () => {
  const site = siteAfter(5);
  const weights = (itemId: string) =>
    site.neighbours(itemId, T0).map(({ itemId: id, lifetime, after }) => [id, lifetime, after]);
  // ann: A B C, so A-B 1, B-C 1, A-C 1/2, each in both lists; bob: B A, so A-B 1 more.
  // Third column: the part for which the neighbour came after.
  expect(weights('A')).toEqual([
    ['B', 2, 1],
    ['C', 0.5, 0.5],
  ]);
  expect(weights('B')).toEqual([
    ['A', 2, 1],
    ['C', 1, 1],
  ]);
  expect(weights('C')).toEqual([
    ['B', 1, 0],
    ['A', 0.5, 0],
  ]);
  expect(['A', 'B', 'C'].map((id) => totalsOf(site.items.get(id)!))).toEqual([
    [2.5, 1.5],
    [3, 2],
    [1.5, 0],
  ]);
  expect(['A', 'B', 'C'].map((id) => site.items.get(id)!.visits)).toEqual([2, 2, 1]);
});

test('by hand: the features of B and C for a session that has seen A, at minute 12', () => {
  const now = T0 + 12 * MINUTE_MS;
  const answer = siteAfter(5).answer(['A'], now);
  const features = (id: string) => answer.find(({ itemId }) => itemId === id)!.features;
  const { log, sqrt } = Math;
  // c(A,B)/tot(A) = 2/2.5 and 0.5/2.5, in thousandths; the same by the newest item alone.
  expect(features('B')).toMatchObject({
    covisit: near(log(1 + 800)),
    covisitNewest: near(log(801)),
  });
  expect(features('C')).toMatchObject({
    covisit: near(log(1 + 200)),
    covisitNewest: near(log(201)),
  });
  // s(A,B) = 1 and s(A,C) = 0.5, of 1.5 in all.
  expect(features('B')).toMatchObject({ sequence: near(log(1 + 2000 / 3)) });
  expect(features('C')).toMatchObject({ sequence: near(log(1 + 1000 / 3)) });
  // c/√((1 + n)(1 + n)) with n(A) = 2, n(B) = 2, n(C) = 1, in hundredths.
  expect(features('B')).toMatchObject({ cosine: near(log(1 + 100 * (2 / 3))) });
  expect(features('C')).toMatchObject({ cosine: near(log(1 + 100 * (0.5 / sqrt(6)))) });
  // By way of B (0.8) a third goes on to C; by way of C (0.2) two thirds go on to B.
  expect(features('C')).toMatchObject({ hop: near(log(1 + 1000 * (0.8 / 3))) });
  expect(features('B')).toMatchObject({ hop: near(log(1 + 1000 * (0.2 * (2 / 3)))) });
  // 2 and 1 of 5 visits, all within minutes; last seen 4 and 10 minutes ago.
  expect(features('B')['popLong']).toBeCloseTo(0.3 * log(1 + 0.4e5), 3);
  expect(features('C')['popLong']).toBeCloseTo(0.3 * log(1 + 0.2e5), 3);
  expect(features('B')).toMatchObject({ recency: near(-0.3 * log(1 + 240 / 600)) });
  expect(features('C')).toMatchObject({ recency: near(-0.3 * log(1 + 600 / 600)) });
  expect(features('B')).toMatchObject({ inSession: 0, nearness: 0, count: 0 });
  // A itself: seen once, as the last; before it has told, 3 steps in 10 repeat.
  expect(features('A')).toMatchObject({ inSession: 1, nearness: 1, repeatRate: 0.3 });
  expect(features('A')['count']).toBeCloseTo(0.2, 12);
  // Both ways to B together: 0.8 at once and 0.2 by way of C; and twice as likely as for anyone.
  expect(features('B')).toMatchObject({ reach: near(log(1 + 1000 * (0.8 + 0.2 * (2 / 3)))) });
  expect(features('B')['lift']).toBeCloseTo(log(1 + 0.8 / 0.4), 3);
});

function near(value: number): unknown {
  return expect.closeTo(value, 5);
}

test('by hand: what is said twice, late, or of no item', () => {
  const site = siteAfter(27);
  const visits = (id: string) => site.items.get(id)?.visits;
  // D: two views are two visits; one more of ann.
  expect(visits('D')).toBe(3);
  // A: ann, bob, cem once (the view is its click's page), eva once (the second has the same id).
  expect(visits('A')).toBe(4);
  // E and F met five times in one session; two of them count, in each list.
  const weightOf = (from: string, to: string) =>
    site.neighbours(from, T0).find(({ itemId }) => itemId === to)?.lifetime;
  expect([weightOf('E', 'F'), weightOf('F', 'E')]).toEqual([2, 2]);
  // G is of another session.
  expect(site.items.get('G')!.neighbours.hashes).toEqual([]);
  // eva's C comes late, as the third: it meets H at distance 1 and A at 2.
  expect([weightOf('H', 'C'), weightOf('H', 'A')]).toEqual([1, 1]);
  // I is bought with H: after C (1), H is known, so it is H 1, C 1/2, A 1/3.
  expect([weightOf('I', 'H'), weightOf('I', 'C')]).toEqual([1, 0.5]);
  expect(weightOf('I', 'A')).toBeCloseTo(1 / 3, 6);
  expect([visits('H'), visits('I')]).toEqual([1, 0]);
});

/** Item, visits, long and short counter; then its neighbours: lifetime, recent, after. */
function stateText(site: GoldenSite, now: number): string[] {
  return [...site.items].map(([itemId, item]) => {
    const counter = (name: 'long' | 'short') =>
      short(site.counter(itemId, COUNTERS.indexOf(name), now));
    const seen = (item.lastSeen - T0) / MINUTE_MS;
    const own = `${itemId} visits ${item.visits} visitors ${item.visitors.length} seen ${seen}`;
    const list = site
      .neighbours(itemId, now)
      .map((of) => `${of.itemId} ${short(of.lifetime)}/${short(of.recent)}/${short(of.after)}`);
    return `${own} long ${counter('long')} short ${counter('short')} | ${list.join(' ')}`;
  });
}

/** The answer to a session in one line. */
function answerText(site: GoldenSite, session: string, now: number): string {
  const ranked = site
    .answer(session.split(''), now)
    .map(({ itemId, score }) => `${itemId} ${short(score)}`);
  return `answer to ${session}: ${ranked.join(', ')}`;
}

/** What the ranker sees of the first of them. */
function featuresText(site: GoldenSite, session: string, now: number): string[] {
  const first = site.answer(session.split(''), now).slice(0, 5);
  return first.map(({ itemId, features }) => {
    const row = FEATURES.toSorted()
      .filter((feature) => short(features[feature]) !== 0)
      .map((feature) => `${feature} ${short(features[feature])}`);
    return `features of ${itemId} after ${session}: ${row.join(', ')}`;
  });
}

function rankerText(site: GoldenSite): string[] {
  return site.ranker.buckets.map(({ samples, served }, bucket) => {
    const weights = FEATURES.toSorted().map(
      (feature) => `${feature} ${short(served[COLUMN[feature]]!)}`,
    );
    return `bucket ${bucket} after ${samples}: ${weights.join(', ')}`;
  });
}

/** What is known, answered and learned at several points of the trace. */
function traceText(name: DeploymentName): string {
  const sections = [10, 24, 38, events.length].flatMap((count) => {
    const site = siteAfter(count, name);
    const now = events[count - 1]!.at + 2 * MINUTE_MS;
    return [
      `# after ${count} events, at minute ${(now - T0) / MINUTE_MS}`,
      ...stateText(site, now),
      ...['A', 'ABA', 'EABCD'].map((session) => answerText(site, session, now)),
      ...featuresText(site, 'ABA', now),
      ...rankerText(site),
      '',
    ];
  });
  return sections.join('\n');
}

test.for(['shop', 'news'] as const)('the whole of it, as %s', async (name) => {
  await expect(traceText(name)).toMatchFileSnapshot(`golden-trace.${name}.txt`);
});
