import { readClicks, repeatClicks } from './clicks.ts';
import { type Figure, percentile } from './figure.ts';
import { pace } from './pace.ts';
import type { Run } from './run.ts';
import { type Delays, makeItemsKnown, type Site, visit } from './visitors.ts';
import { startVisitedSite } from './visited-site.ts';

const ROUNDS = 5;
const WARM_UP_S = 7;
const ROUND_S = 5;
const FLOOD_PER_SECOND = 1_000;
/** As the tag sends them, in few requests: what is measured is not the client. */
const FLOOD_PER_REQUEST = 20;
const page = {
  'content-type': 'application/json',
  origin: 'https://shop.example',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
};

/**
 * From an event accepted until answers show it, of visitors at 500 events a second on Kafka and Redis, while
 * one more makes 1,000 views a second; in turns with the same without that one.
 */
export async function hotProfileBench(run: Run): Promise<readonly Figure[]> {
  const clicks = await readClicks(run.options.clicks);
  const { site } = await startVisitedSite(run);
  await makeItemsKnown(site);
  const background = repeatClicks(clicks, Number.POSITIVE_INFINITY);
  await visit(site, { round: -1, seconds: WARM_UP_S, background });
  const quiet: Delays[] = [];
  const flooded: Delays[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    if (round > 0 && Date.now() + 2 * ROUND_S * 1000 > run.deadline) break;
    quiet.push(await visit(site, { round: 2 * round, seconds: ROUND_S, background }));
    const [delays] = await Promise.all([
      visit(site, { round: 2 * round + 1, seconds: ROUND_S, background }),
      flood(site, round),
    ]);
    flooded.push(delays);
  }
  const p99 = (rounds: readonly Delays[], of: keyof Delays) =>
    percentile(
      rounds.flatMap((delays) => delays[of]),
      0.99,
    );
  return (['own', 'others'] as const).map((of) => ({
    name: `beside-a-hot-profile-${of}-p99`,
    unit: 'ms',
    value: p99(flooded, of),
    reference: p99(quiet, of),
    against: 'the same visitors without it',
    target: { of: 'ratio', atMost: 1.2 },
  }));
}

/** One visitor's views of ever new items, of which all are taken. */
async function flood({ ingestUrl }: Site, round: number): Promise<void> {
  const perSecond = FLOOD_PER_SECOND / FLOOD_PER_REQUEST;
  const posts = await pace({ perSecond, seconds: ROUND_S }, async (request) => {
    const events = Array.from({ length: FLOOD_PER_REQUEST }, (_, i) => ({
      type: 'view',
      userId: 'hot',
      itemId: `hot-${round}-${request}-${i}`,
    }));
    const body = JSON.stringify({ events });
    const answer = await fetch(`${ingestUrl}/v1/events`, { method: 'POST', headers: page, body });
    const text = await answer.text();
    if (answer.status !== 202) throw new Error(`the flood was not taken: ${text}`);
  });
  await Promise.all(posts);
}
