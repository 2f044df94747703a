import { expect, it } from 'vitest';
import { eventTypes, isVisit } from './feedback-type.ts';

it.for([
  ['read', ['view'], true],
  ['Star', ['click'], true],
  ['add-to-cart', ['cart'], true],
  ['buy', ['purchase'], true],
  ['rating', ['rating', 'view'], true],
  ['impression', ['impression'], false],
  ['dislike', ['dislike'], false],
  ['Not Interested', ['not_interested'], false],
  ['erase', ['gorse_erase'], false],
  ['refund', ['gorse_refund'], false],
  ['constructor', ['constructor'], false],
  ['★', ['gorse__'], false],
  ['5stars', ['gorse_5stars'], false],
  ['x'.repeat(99), ['x'.repeat(64)], false],
] as const)('feedback %s is an event %j', ([feedbackType, types, counts]) => {
  expect(eventTypes(feedbackType)).toEqual(types);
  expect(isVisit(feedbackType)).toBe(counts);
});
