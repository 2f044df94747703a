import { hash48 } from '@freshet/recommend';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Visitors } from './visitors.ts';

function visitorsOf(names: Iterable<string>): Visitors {
  const visitors = new Visitors();
  for (const name of names) visitors.add(hash48(name));
  return visitors;
}
const named = (count: number, salt = '') =>
  Array.from({ length: count }, (_, i) => `visitor-${salt}-${i}`);

describe('counting visitors', () => {
  it('is exact up to 128, whatever comes twice', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 127 }).map(String)), (names) => {
        expect(visitorsOf(names).count).toBe(new Set(names).size);
      }),
    );
  });

  it.for([129, 1_000, 2_048, 5_000, 20_000, 200_000])(
    'is right for %i within its error',
    (count) => {
      const errors = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map(
        (salt) => visitorsOf(named(count, salt)).count / count - 1,
      );
      const rms = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
      expect(rms).toBeLessThan(0.04);
      const bias = errors.reduce((sum, error) => sum + error, 0) / errors.length;
      expect(Math.abs(bias)).toBeLessThan(0.025);
    },
  );

  it('parts merge into what all of them together would be, byte for byte, also through encoding', () => {
    const few = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(fc.array(few, { maxLength: 600 }), fc.array(few, { maxLength: 600 }), (a, b) => {
        const [first, second] = [visitorsOf(a.map(String)), visitorsOf(b.map(String))];
        const merged = Visitors.decode(first.encode());
        merged.merge(Visitors.decode(second.encode()));
        expect(merged.encode()).toEqual(visitorsOf([...a, ...b].map(String)).encode());
        expect(merged.count).toBe(visitorsOf([...b, ...a].map(String)).count);
      }),
    );
  });
});
