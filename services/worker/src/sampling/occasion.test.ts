import type { BehaviourEvent } from '@freshet/events';
import { applyEvent, deployments, emptyProfile } from '@freshet/recommend';
import { expect, test } from 'vitest';
import { behaviourEvent } from '../../../../test/support/events.ts';
import { itemsBefore, occasionOf } from './occasion.ts';

/** The occasions that events of one visitor are, a minute apart unless they say when. */
function occasions(...events: readonly (Partial<BehaviourEvent> | string)[]) {
  const profile = emptyProfile();
  return events.map((given, i) => {
    const fields = typeof given === 'string' ? { itemId: given } : given;
    const event = behaviourEvent({ id: `e${i}`, at: 1.7e12 + i * 60_000, ...fields });
    const before = itemsBefore(profile);
    return occasionOf(event, profile, applyEvent(profile, event, deployments.shop), before);
  });
}

const shown = (all: ReturnType<typeof occasions>) =>
  all.map((one) => one && `${one.session.join()} → ${one.itemId}`);

test('a visit is an occasion, with the session as it was before', () => {
  expect(shown(occasions('A', 'B', 'C', 'A'))).toEqual([
    undefined,
    'A → B',
    'A,B → C',
    'A,B,C → A',
  ]);
});

test('what was visited before this session is history, but not what comes only now', () => {
  const later = 1.7e12 + 86_400_000;
  const all = occasions('A', 'B', { itemId: 'C', at: later }, { itemId: 'D', at: later + 1 });
  expect(all[2]).toBeUndefined();
  expect(all[3]).toMatchObject({ itemId: 'D', session: ['C'] });
  expect(all[3]!.history.toSorted()).toEqual(['A', 'B']);
  expect(occasions('A', 'B')[1]!.history).toEqual([]);
});

test.each([
  ['a repeated event', { id: 'e0', itemId: 'B' }],
  ['a cart', { type: 'cart', itemId: 'B' }],
  ['an impression', { type: 'impression', itemId: 'B' }],
  ['an order of several items', { itemId: 'B', items: [line('C')] }],
  ['a click on an answer', { itemId: 'B', recommId: 'r', position: 1 }],
  ['nothing in particular', { itemId: null }],
])('%s is none', (_, fields) => {
  expect(occasions('A', fields)[1]).toBeUndefined();
});

test('the page that a click opened is none', () => {
  const at = 1.7e12 + 60_000;
  const click = { type: 'click', itemId: 'B', at };
  expect(shown(occasions('A', click, { itemId: 'B', at: at + 1_000 }))).toEqual([
    undefined,
    'A → B',
    undefined,
  ]);
});

function line(itemId: string) {
  return { itemId, quantity: 1, price: null, categories: [] };
}
