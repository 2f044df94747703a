import type { BehaviourEvent } from '@freshet/events';
import { describe, expect, it } from 'vitest';
import { behaviourEvent } from '../../../../test/support/events.ts';
import { follow, newVisit, SESSION_GAP_MS } from './visit.ts';
import { visitCodec } from './visit-value.ts';

const START = 1_700_000_000_000;
let ids = 0;

/** Follows the events one after another, through the store in between. */
function walk(...events: readonly Partial<BehaviourEvent>[]) {
  let visit = newVisit();
  return events.map((fields) => {
    const act = follow(visit, behaviourEvent({ id: `event-${ids++}`, at: START, ...fields }));
    visit = visitCodec.decode(visitCodec.encode(visit));
    return act;
  });
}
const page = (path: string, fields: Partial<BehaviourEvent> = {}) => ({
  type: 'page',
  itemId: null,
  context: JSON.stringify({ url: `https://shop.example${path}` }),
  ...fields,
});

describe('following a visitor', () => {
  it('a session ends after half an hour without an event, not before', () => {
    const acts = walk(
      {},
      { at: START + SESSION_GAP_MS },
      { at: START + 2 * SESSION_GAP_MS + 1 },
      { at: START + SESSION_GAP_MS },
    );
    expect(acts.map(({ startsSession }) => startsSession)).toEqual([true, false, true, false]);
  });

  it('a session that the client names anew is another one', () => {
    const acts = walk({ sessionId: 'a' }, { sessionId: 'a' }, {}, { sessionId: 'b' });
    expect(acts.map(({ startsSession }) => startsSession)).toEqual([true, false, false, true]);
  });

  it('each page takes the place of the one before as the last of the session', () => {
    const late = START + SESSION_GAP_MS + 3;
    const acts = walk(
      page('/a'),
      page('/b', { at: START + 1 }),
      {},
      page('/c', { at: START + 2 }),
      page('/d', { at: late }),
    );
    expect(acts.map(({ left }) => left)).toEqual([
      null,
      { path: 'shop.example/a', at: START, wasOnly: true },
      null,
      { path: 'shop.example/b', at: START + 1, wasOnly: false },
      null,
    ]);
  });

  it('what comes with an id, or an order, seen before is a duplicate', () => {
    const order = { type: 'purchase', orderId: 'o1', value: 1 };
    const acts = walk({ id: 'x' }, { id: 'x' }, order, order, { ...order, orderId: 'o2' });
    expect(acts.map(({ isDuplicate }) => isDuplicate)).toEqual([false, true, false, true, false]);
  });

  it('remembers the ids of the newest 128 events', () => {
    const many = Array.from({ length: 128 }, (_, i) => ({ id: `many-${i}` }));
    const acts = walk(...many, { id: 'many-0' }, { id: 'one-more' }, { id: 'many-0' });
    expect(acts.slice(-3).map(({ isDuplicate }) => isDuplicate)).toEqual([true, false, false]);
  });
});
