import { behaviourEventCodec, eraseEvent } from '@freshet/events';
import { expect, it } from 'vitest';
import { Deletions } from './deletions.ts';

const nobody = { site: 'shop', userId: 'u', anonymousId: null };
const blank = eraseEvent(nobody, { id: 'id', at: 1 });

function record(offset: number, type: string, said: object | null = null) {
  const properties = said && JSON.stringify({ gorse: said });
  const value = behaviourEventCodec.encode({ ...blank, type, itemId: 'A', properties });
  return { key: null, value, offset, timestamp: 1, headers: {} } as never;
}
const feedback = (type: string, userId = 'u') => ({ type, userId, itemId: 'A' });

it('knows what was deleted behind a place, of a type or of all', () => {
  const deletions = new Deletions();
  deletions.note(0, record(3, 'view'));
  deletions.note(0, record(5, 'retract:view', { FeedbackType: 'read' }));
  expect(deletions.areBehind(4, 'shop', feedback('read'))).toBe(true);
  expect(deletions.areBehind(5, 'shop', feedback('read'))).toBe(false);
  expect(deletions.areBehind(4, 'shop', feedback('star'))).toBe(false);
  expect(deletions.areBehind(4, 'shop', feedback('read', 'v'))).toBe(false);
  expect(deletions.areBehind(4, 'other', feedback('read'))).toBe(false);
  deletions.note(0, record(8, 'retract', {}));
  expect(deletions.areBehind(7, 'shop', feedback('star'))).toBe(true);
  expect(deletions.areBehind(7, 'shop', feedback('read'))).toBe(true);
});

it('has each record told once, and all anew of another topic', () => {
  const deletions = new Deletions();
  expect(deletions.next('t', 0, 2)).toBe(2);
  deletions.note(0, record(5, 'retract'));
  expect([deletions.next('t', 0, 2), deletions.next('t', 1, 2)]).toEqual([6, 2]);
  expect(deletions.next('other', 0, 2)).toBe(2);
  expect(deletions.areBehind(4, 'shop', feedback('read'))).toBe(false);
});
