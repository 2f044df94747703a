import type { BehaviourEvent } from '@freshet/events';
import {
  applyEvent,
  deployments,
  emptyProfile,
  type EventSignal,
  hash48,
} from '@freshet/recommend';
import { expect, test } from 'vitest';
import { behaviourEvent } from '../../../../test/support/events.ts';
import { decodeSignals, encodeSignals, keyOfSignal } from './signal-message.ts';

/** The signals of one visitor who was led to item 1, from position 1, and to item 2, from position 3. */
function signalsOf(recommId: string | null): EventSignal<BehaviourEvent>[] {
  const profile = emptyProfile();
  return [null, 1, 3].flatMap((position, i) => {
    const led = position === null ? {} : { recommId, position };
    const event = behaviourEvent({ id: `e${i}`, type: 'click', itemId: `item ${i}`, ...led });
    return applyEvent(profile, event, deployments.shop);
  });
}

test.for([null, 'r'])('signals come through as they were, led to by answer %s', (recommId) => {
  const outputs = signalsOf(recommId);
  const offsets = outputs.map((_, i) => i);
  const { signals } = decodeSignals(encodeSignals(0, { offsets, outputs }));
  expect(signals).toEqual(
    outputs.map(({ event, itemId, ...signal }) => ({
      ...signal,
      key: keyOfSignal({ event, itemId, ...signal }),
      at: event.at,
      receivedAt: event.receivedAt,
    })),
  );
  const credits = signals.map(({ credit }) => credit);
  expect(Math.min(...credits)).toBeCloseTo(recommId === null ? 1 : 0.05, 2);
});

test('orders come through between visits, each with the items of its own', () => {
  const line = (itemId: string) => ({ itemId, quantity: 1, price: 1, categories: [] });
  const bought = (id: string, ...itemIds: string[]) =>
    behaviourEvent({ id, type: 'purchase', itemId: null, orderId: id, items: itemIds.map(line) });
  const profile = emptyProfile();
  const outputs = [
    bought('e1', 'A', 'B', 'C'),
    behaviourEvent({ id: 'e2', itemId: 'D' }),
    bought('e3', 'D'),
    bought('e4', 'A', 'D'),
  ].flatMap((event) => applyEvent(profile, event, deployments.shop));
  const offsets = outputs.map((_, i) => i);
  const { signals } = decodeSignals(encodeSignals(0, { offsets, outputs }));
  const [a, b, c, d] = ['A', 'B', 'C', 'D'].map(hash48);
  const orders = signals.flatMap(({ boughtWith }) => (boughtWith === null ? [] : [boughtWith]));
  expect(orders).toEqual([[b, c], [a, c], [a, b], [], [d], [a]]);
  expect(signals.map(({ boughtWith }) => boughtWith)).toEqual(
    outputs.map(({ boughtWith }) => boughtWith),
  );
});
