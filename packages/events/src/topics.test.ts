import { expect, it } from 'vitest';
import { type Topic, topics } from './topics.ts';

const all: readonly Topic[] = Object.values(topics);
const named = (name: string): Topic => all.find((topic) => topic.name === name)!;

it.each(all.filter(({ outlives }) => outlives !== undefined))(
  '$name is kept at least as long as $outlives, whatever its size',
  ({ outlives, retentionMs, retentionBytes }) => {
    expect(retentionMs).toBeGreaterThanOrEqual(named(outlives!).retentionMs!);
    expect(retentionBytes).toBe(-1);
  },
);

it.each(all.filter(({ kind }) => kind === 'intake'))(
  'dead letters are kept longer than $name, which they come from',
  ({ retentionMs }) => {
    expect(topics.deadLetters.retentionMs).toBeGreaterThan(retentionMs!);
  },
);

it('what is derived outlives its source, but for lessons, and so do dead letters', () => {
  const bound = all
    .filter(({ kind }) => kind === 'derived')
    .filter((topic) => topic !== topics.rankerSamples)
    .concat(topics.deadLetters);
  expect(bound.filter(({ outlives }) => outlives === undefined)).toEqual([]);
});
