import { expect, it } from 'vitest';
import { Fault } from '../api/fault.ts';
import { faultAt, hasField } from './definition-fault.ts';

const at = (pointer: string | null) => new Fault(400, 'PARAMETER_INVALID', 'no', pointer);

it('a fault stands at its place, and at what holds its place', () => {
  const fault = at('/variants/1/parameters/boost/0/filter');
  expect(faultAt(fault, '/variants/1/parameters/boost/0/filter')).toBe('no');
  expect(faultAt(fault, '/variants/1/parameters/boost/0')).toBe('no');
  expect(faultAt(fault, '/variants/11')).toBeNull();
  expect(faultAt(at('/variants/10'), '/variants/1')).toBeNull();
  expect(faultAt(at(null), '')).toBeNull();
  expect(faultAt(null, '/holdout')).toBeNull();
});

it.for([
  ['/holdout', true],
  ['/variants/0/share', true],
  ['/variants/0/parameters/diversity', true],
  ['/variants/0/parameters/boost/2/factor', true],
  ['/variants', false],
  ['/variants/0/parameters/boost', false],
  ['/colour', false],
  [null, false],
] as const)('%s has a field: %s', ([pointer, isThere]) => {
  expect(hasField(at(pointer))).toBe(isThere);
});
