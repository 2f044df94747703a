import { intakeRefusalsCodec } from '@freshet/events';
import { expect, it, test } from 'vitest';
import { RefusalBatch } from './refusal-batch.ts';

const fault = { code: 'FIELD_MISSING', pointer: '/itemId' };
const told = (batch: RefusalBatch) => batch.told(9);

it('counts by site and reason, and tells the first one by one', () => {
  const batch = new RefusalBatch();
  expect(batch.isEmpty).toBe(true);
  for (let i = 0; i < 60; i++) batch.add('shop', fault, i, { id: `e${i}`, type: 'view' });
  batch.add('shop', { code: 'BODY_INVALID', pointer: '' }, 60);
  const { counts, examples } = told(batch);
  expect(counts).toEqual([
    { site: 'shop', code: 'FIELD_MISSING', count: 60 },
    { site: 'shop', code: 'BODY_INVALID', count: 1 },
  ]);
  expect(examples).toHaveLength(50);
  expect(examples[0]).toEqual({ site: 'shop', ...fault, at: 0, id: 'e0', type: 'view' });
});

test.for<[string, unknown]>([
  ['null', null],
  ['a number', 7],
  ['a list', []],
  ['an id that is none', { id: 7, type: {} }],
  ['an id with control characters', { id: 'a\u0000b' }],
  ['what is far too long', { id: 'x'.repeat(500_000), type: 'y'.repeat(500_000) }],
])('an entry that is %s is told without what it is', ([, entry]) => {
  const batch = new RefusalBatch();
  batch.add('shop', { ...fault, pointer: `/${'p'.repeat(1_000)}` }, 1, entry);
  const [example] = told(batch).examples;
  expect(example).toMatchObject({ id: null, type: null });
  expect(example!.pointer).toHaveLength(256);
});

it('is a record of a bounded size, whatever is refused', () => {
  const batch = new RefusalBatch();
  for (let i = 0; i < 5_000; i++) {
    batch.add(`site-${i}`, fault, i, { id: 'x'.repeat(256), type: 'y'.repeat(64) });
  }
  const record = told(batch);
  expect(record.counts).toHaveLength(1_000);
  expect(intakeRefusalsCodec.encode(record).length).toBeLessThan(100_000);
});
