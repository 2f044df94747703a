import { type Click, postedClick } from './clicks.ts';
import { pace } from './pace.ts';

/** Where events go in and answers come out. */
export interface Site {
  readonly ingestUrl: string;
  readonly apiUrl: string;
}

/** How long each probe's accepted event took to show, in ms. */
export interface Delays {
  /** In the answer to the visitor who clicked. */
  readonly own: readonly number[];
  /** In the answer to another visitor, who is on the item before it. */
  readonly others: readonly number[];
}

const EVENTS_PER_SECOND = 500;
/** One event each. */
const OWN_PROBES_PER_SECOND = 25;
const OWN_POLL_MS = 2;
/** Three events each. */
const OTHERS_PROBES_PER_SECOND = 8;
const OTHERS_POLL_MS = 40;
const BACKGROUND_PER_SECOND =
  EVENTS_PER_SECOND - OWN_PROBES_PER_SECOND - 3 * OTHERS_PROBES_PER_SECOND;

/** An effect that does not show for so long means that something is broken. */
const SHOWN_MS_MAX = 10_000;

/** Items with a neighbour: one click on one of them changes what a new visitor is answered. */
const KNOWN_ITEMS = 20;

/** Lets a visitor go from each known item to another, and waits until the answers show all of it. */
export async function makeItemsKnown(site: Site): Promise<void> {
  await Promise.all(
    Array.from({ length: KNOWN_ITEMS }, async (_, i) => {
      await click(site, `guide-${i}`, `known-${i}`);
      await click(site, `guide-${i}`, `beside-${i}`);
      await shown(`/v1/items/known-${i}/similar?n=100`, site, OTHERS_POLL_MS, ({ items }) =>
        items.some(({ itemId }) => itemId === `beside-${i}`),
      );
    }),
  );
}

/** Visitors at 500 events a second for so long; `round` tells them from those of other rounds. */
export async function visit(
  site: Site,
  { round, seconds, background }: { round: number; seconds: number; background: Iterator<Click> },
): Promise<Delays> {
  const [posts, own, others] = await Promise.all([
    pace({ perSecond: BACKGROUND_PER_SECOND, seconds }, () => {
      const { value } = background.next() as IteratorYieldResult<Click>;
      return post(site, value);
    }),
    pace({ perSecond: OWN_PROBES_PER_SECOND, seconds }, (i) => ownDelay(site, `${round}-${i}`, i)),
    pace({ perSecond: OTHERS_PROBES_PER_SECOND, seconds }, (i) =>
      othersDelay(site, `${round}-${i}`),
    ),
  ]);
  await Promise.all(posts);
  return { own: await Promise.all(own), others: await Promise.all(others) };
}

/** A new visitor clicks a known item: shown once their answer is more than what trends. */
async function ownDelay(site: Site, probe: string, i: number): Promise<number> {
  const visitor = `own-${probe}`;
  await click(site, visitor, `known-${i % KNOWN_ITEMS}`);
  return shown(recommendationsOf(visitor), site, OWN_POLL_MS, ({ fallback }) => !fallback);
}

/** Somebody is the first to go on from an item to another: shown to a visitor who is on the item. */
async function othersDelay(site: Site, probe: string): Promise<number> {
  const [from, to] = [`from-${probe}`, `to-${probe}`];
  await click(site, `watcher-${probe}`, from);
  await click(site, `walker-${probe}`, from);
  await click(site, `walker-${probe}`, to);
  return shown(recommendationsOf(`watcher-${probe}`), site, OTHERS_POLL_MS, ({ items }) =>
    items.some(({ itemId }) => itemId === to),
  );
}

function click(site: Site, visitor: string, itemId: string): Promise<void> {
  return post(site, { userId: visitor, sessionId: visitor, itemId, at: 0 });
}

/** Resolves when the event is accepted. */
async function post({ ingestUrl }: Site, event: Click): Promise<void> {
  const answer = await fetch(`${ingestUrl}/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(postedClick(event)),
  });
  const text = await answer.text();
  if (answer.status !== 202) throw new Error(`an event was not accepted: ${text}`);
}

const recommendationsOf = (visitor: string) => `/v1/recommendations?userId=${visitor}&n=20`;

interface List {
  readonly fallback?: boolean;
  readonly items: readonly { readonly itemId: string }[];
}

/** Asks again and again; ms from now until the first answer for which `does` holds has arrived. */
async function shown(
  path: string,
  { apiUrl }: Site,
  pollMs: number,
  does: (list: List) => boolean,
): Promise<number> {
  const startedAt = performance.now();
  for (;;) {
    const answer = await fetch(apiUrl + path);
    const list = (await answer.json()) as List;
    const elapsedMs = performance.now() - startedAt;
    if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(list)}`);
    if (does(list)) return elapsedMs;
    if (elapsedMs > SHOWN_MS_MAX) throw new Error(`${path} does not show the click`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
