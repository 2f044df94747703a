import { expect, it } from 'vitest';
import type { LiveEvent } from '../../shapes/live.ts';
import { everyEvent, passes } from './event-filter.ts';

const event = {
  id: 'e1',
  type: 'view',
  userId: 'Ada',
  anonymousId: null,
  itemId: 'tent',
  url: null,
  isDuplicate: false,
  isInCatalogue: false,
  problems: [] as LiveEvent['problems'],
} as LiveEvent;

it.for([
  [everyEvent, true],
  [{ ...everyEvent, type: 'view', text: 'ada' }, true],
  [{ ...everyEvent, type: 'click' }, false],
  [{ ...everyEvent, text: 'stove' }, false],
  [{ ...everyEvent, onlyFaulty: true }, true],
] as const)('%o lets it through: %s', ([filter, expected]) => {
  expect(passes(event, filter)).toBe(expected);
});

it('takes what is not as planned for a fault', () => {
  const problems = [{ code: 'FIELD_MISSING', pointer: '/value' }];
  const planned = { ...event, isInCatalogue: true };
  expect(passes(planned, { ...everyEvent, onlyFaulty: true })).toBe(false);
  expect(passes({ ...planned, problems }, { ...everyEvent, onlyFaulty: true })).toBe(true);
});

it('takes what names no item for no fault', () => {
  expect(passes({ ...event, isInCatalogue: null }, { ...everyEvent, onlyFaulty: true })).toBe(
    false,
  );
});
