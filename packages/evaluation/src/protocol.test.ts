import { expect, test } from 'vitest';
import type { Click } from './click.ts';
import type { Model } from './model.ts';
import { type Asking, play, queryCount } from './protocol.ts';
import { clicksOf } from './session.fixture.ts';

const asking: Asking = {
  protocol: 'prequential',
  n: 20,
  atMost: Infinity,
  lateMs: 0,
  clock: () => 0,
};
const text = ({ sessionId, itemId }: Click) => `${sessionId}:${itemId}`;

/** What the model had learned and was asked, `learned | session > target`, query by query. */
function queriesOf(clicks: string, given: Partial<Asking> = {}): string[] {
  const learned: string[] = [];
  const model: Model = { learn: (click) => void learned.push(text(click)), rank: () => [] };
  const queries: string[] = [];
  for (const { answer } of play(clicksOf(clicks), model, { ...asking, ...given })) {
    if (answer === undefined) continue;
    const session = answer.query.session.map(text).join(' ');
    queries.push(`${learned.length} | ${session} > ${answer.target}`);
  }
  return queries;
}

// The first 8 of 10 are the training part.
const clicks = '1:a 1:b 1:c 2:a 2:b 3:a 3:c 4:a 4:b 1:d';

test('every click behind the training part is predicted from its session, then learned', () => {
  expect(queriesOf(clicks)).toEqual(['8 | 4:a > b', '9 | 1:a 1:b 1:c > d']);
});

test('the first click of a session is not asked for', () => {
  expect(queriesOf('1:a 1:b 1:c 2:a 2:b 3:a 3:c 4:a 5:b 5:d')).toEqual(['9 | 5:b > d']);
});

test('static: what comes behind the training part is never learned', () => {
  expect(queriesOf(clicks, { protocol: 'static' })).toEqual(['8 | 4:a > b', '8 | 1:a 1:b 1:c > d']);
});

test('late: clicks are learned when they are old enough, but sessions know theirs at once', () => {
  expect(queriesOf(clicks, { lateMs: 2000 })).toEqual(['7 | 4:a > b', '8 | 1:a 1:b 1:c > d']);
  expect(queriesOf(clicks, { lateMs: 1e6 })).toEqual(['0 | 4:a > b', '0 | 1:a 1:b 1:c > d']);
});

test('every click passes, asked for or not', () => {
  const model: Model = { learn: () => {}, rank: () => [] };
  const passed = [...play(clicksOf(clicks), model, asking)].map(({ click }) => text(click));
  expect(passed.join(' ')).toBe(clicks);
});

test.for([1, 2, 3, 7, 60, 200, 500])('%i queries at most are spread evenly', (atMost) => {
  const long = clicksOf(Array.from({ length: 1000 }, (_, i) => `s:${i}`).join(' '));
  const model: Model = { learn: () => {}, rank: () => [] };
  const asked: number[] = [];
  for (const { answer } of play(long, model, { ...asking, atMost })) {
    if (answer !== undefined) asked.push(Number(answer.target));
  }
  expect(queryCount(long)).toBe(200);
  expect(asked).toHaveLength(Math.min(200, atMost));
  const gaps = asked.slice(1).map((at, i) => at - asked[i]!);
  expect(Math.max(0, ...gaps) - Math.min(200, ...gaps)).toBeLessThanOrEqual(1);
});

test('only ranking is timed, and the model is refreshed just before', () => {
  let now = 0;
  const model: Model = {
    learn: () => void (now += 100),
    refresh: () => void (now += 10),
    rank: () => ((now += 1), []),
  };
  const steps = [...play(clicksOf(clicks), model, { ...asking, clock: () => now })];
  expect(steps.flatMap(({ answer }) => answer?.tookMs ?? [])).toEqual([1, 1]);
});
