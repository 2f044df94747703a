import { expect, it } from 'vitest';
import { SourceOffsets } from './source-offsets.ts';

it('knows nothing of a source it never saw', () => {
  expect(new SourceOffsets().highest(3)).toBe(-1);
});

it('never goes back', () => {
  const seen = new SourceOffsets();
  seen.advance(3, 10);
  seen.advance(3, 4);
  expect(seen.highest(3)).toBe(10);
});

it('survives the store, and equal offsets give equal bytes', () => {
  const one = new SourceOffsets();
  one.advance(3, 10);
  one.advance(1, 7);
  const other = new SourceOffsets();
  other.advance(1, 7);
  other.advance(3, 10);
  expect(one.encode()).toEqual(other.encode());
  expect(SourceOffsets.decode(one.encode()).highest(1)).toBe(7);
});
