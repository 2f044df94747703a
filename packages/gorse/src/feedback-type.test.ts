import { expect, it } from 'vitest';
import { eventTypes, isVisit, retractionTypes } from './feedback-type.ts';

it.for([
  ['read', ['view'], true],
  ['Star', ['click'], true],
  ['add-to-cart', ['cart'], true],
  ['buy', ['purchase'], true],
  ['rating', ['rating', 'view'], true],
  ['impression', ['impression'], false],
  ['dislike', ['dismiss'], false],
  ['Not Interested', ['dismiss'], false],
  ['skip', ['skip'], false],
  ['retract:dismiss', ['gorse_retract:dismiss'], false],
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

it.for([
  [null, ['retract']],
  ['star', ['retract:click', 'retract:dismiss']],
  ['rating', ['retract:view', 'retract:dismiss']],
  ['hide', ['retract:dismiss']],
  ['seen', ['retract:dismiss']],
] as const)('feedback %s is taken back by %j', ([feedbackType, types]) => {
  expect(retractionTypes(feedbackType)).toEqual(types);
});
