import { dice } from '@freshet/recommend';
import { expect, it } from 'vitest';
import type { LiveEvent } from '../shapes/live.ts';
import { EventFeed } from './event-feed.ts';

const NOW = 1_700_000_000_000;

function openFeed() {
  const feed = new EventFeed(dice(1));
  const offer = (name: string, count: number, now: number): void => {
    for (let i = 0; i < count; i++) feed.offer(() => ({ id: `${name}-${i}` }) as LiveEvent, now);
  };
  return { feed, offer };
}

it('shows all of few events, and an even selection of each half second of many', () => {
  const { feed, offer } = openFeed();
  offer('few', 20, NOW);
  expect(feed.take(NOW + 500)).toHaveLength(20);
  offer('many', 1_000, NOW + 600);
  const shown = feed.take(NOW + 1_100).map(({ id }) => Number(id.slice('many-'.length)));
  expect(shown).toHaveLength(20);
  expect(shown.filter((i) => i < 500).length).toBeGreaterThan(4);
  expect(shown.filter((i) => i >= 500).length).toBeGreaterThan(4);
  expect(feed.sampling(NOW + 1_100)).toEqual({ share: 40 / 1_020, shown: 40, leftOut: 980 });
});

it('has the newest for somebody who comes after hours, and the share of the last minute', () => {
  const { feed, offer } = openFeed();
  const later = NOW + 3_600_000;
  for (let at = NOW; at < later; at += 10_000) offer('before', 1_000, at);
  offer('now', 80, later);
  const news = feed.take(later + 400);
  expect(news).toHaveLength(100);
  expect(news.slice(-20).every(({ id }) => id.startsWith('now-'))).toBe(true);
  expect(feed.recent).toEqual(news);
  const { shown, leftOut } = feed.sampling(later + 400);
  expect(shown).toBe(7 * 20);
  expect(leftOut).toBe(6 * 1_000 + 80 - shown);
  expect(feed.sampling(later + 120_000)).toEqual({ share: 1, shown: 0, leftOut: 0 });
});
