import { fileURLToPath } from 'node:url';
import { type Click, FreshetModel, type Query } from '@freshet/evaluation';
import { deployments } from '@freshet/recommend';
import { beforeAll, expect, test } from 'vitest';
import { openClickFile } from '../clicks/click-file.ts';
import { readClicks } from './read-clicks.ts';

const BACKGROUND_CLICKS = 20_000;
const FORGED_IDS = 1_000;
const ATTACK_MS = 10 * 60_000;
const OTHERS = 1_000;
const TOP = 20;
/** A few samples of an address and hour. */
const LESSONS_OF_AN_ADDRESS = 4;

let background: readonly Click[];

beforeAll(async () => {
  const url = new URL('../../../../test/fixtures/bol-toy-train.tsv.gz', import.meta.url);
  const { clicks } = await readClicks(
    [await openClickFile(fileURLToPath(url))],
    new AbortController().signal,
  );
  background = clicks.slice(-BACKGROUND_CLICKS);
});

/** The last sessions, as they were before their last click. */
function otherSessions(now: number): Query[] {
  const sessions = new Map<string, Click[]>();
  for (const click of background) {
    const session = sessions.get(click.sessionId);
    if (session === undefined) sessions.set(click.sessionId, [click]);
    else session.push(click);
  }
  return [...sessions.values()]
    .filter((session) => session.length > 1)
    .slice(-OTHERS)
    .map((session) => ({ session: session.slice(0, -1), now }));
}

/** Items by their number of clicks, the most clicked one first. */
function itemsByClicks(): string[] {
  const clicks = new Map<string, number>();
  for (const { itemId } of background) clicks.set(itemId, (clicks.get(itemId) ?? 0) + 1);
  return [...clicks.keys()].toSorted((a, b) => clicks.get(b)! - clicks.get(a)!);
}

/** Means over the answers of all others: items replaced, and places by which the kept ones moved. */
interface Damage {
  readonly replaced: number;
  readonly moved: number;
}

function damageOf(
  before: readonly (readonly string[])[],
  after: readonly (readonly string[])[],
): Damage {
  const moves = before.flatMap((items, i) =>
    items.map((item, at) => [at, after[i]!.indexOf(item)]),
  );
  const kept = moves.filter(([, to]) => to! >= 0);
  const moved = kept.reduce((sum, [from, to]) => sum + Math.abs(to! - from!), 0);
  return { replaced: (moves.length - kept.length) / before.length, moved: moved / kept.length };
}

/** All forged ids go the same way, each a new visitor; the ranker learns from the first few of them. */
function attack(itemIds: readonly string[], { lessons }: { readonly lessons: number }): Damage {
  const model = new FreshetModel(deployments.shop);
  for (const click of background) model.learn(click);
  const start = background.at(-1)!.at;
  const now = start + ATTACK_MS;
  const others = otherSessions(now);
  const answers = () => {
    model.refresh(now);
    return others.map((query) => model.rank(query, TOP));
  };
  const before = answers();
  for (let i = 0; i < FORGED_IDS; i++) {
    const userId = `forged ${i}`;
    const at = start + (i * ATTACK_MS) / FORGED_IDS;
    for (const [step, itemId] of itemIds.entries()) {
      const click = { sessionId: userId, userId, itemId, at: at + step };
      model.learn(click, { teaches: i < lessons });
    }
  }
  return damageOf(before, answers());
}

test('1,000 forged ids that click one item change one position of others at most', () => {
  const items = itemsByClicks();
  const promoted = items[Math.floor(items.length / 2)]!;
  const { replaced, moved } = attack([promoted], { lessons: LESSONS_OF_AN_ADDRESS });
  // Measured: 0.88 and 0.46.
  expect(replaced).toBeLessThanOrEqual(1);
  expect(moved).toBeLessThanOrEqual(1);
});

test('coming from the most popular item, they put both into others’ answers, and hardly more', () => {
  const items = itemsByClicks();
  const way = [items[0]!, items[Math.floor(items.length / 2)]!];
  const { replaced, moved } = attack(way, { lessons: LESSONS_OF_AN_ADDRESS });
  // Measured: 0.96 and 0.51.
  expect(replaced).toBeLessThanOrEqual(1);
  expect(moved).toBeLessThanOrEqual(1);
  // 1.56 and 0.82 where every one of them teaches: the ranker is what they can bend most.
  expect(attack(way, { lessons: FORGED_IDS }).replaced).toBeGreaterThan(1.25 * replaced);
});
