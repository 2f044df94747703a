import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ID_BYTES_MAX, isIdentifier } from './identifier.ts';
import { type AnswerFacts, decodeRecommId, encodeRecommId } from './recomm-id.ts';

const signerOf = (secret: string) => ({
  sign: (domain: string, content: Uint8Array) =>
    createHmac('sha256', secret).update(`${domain}\0`).update(content).digest('binary'),
});
const signer = signerOf('ours');

const facts: AnswerFacts = {
  site: 'default',
  at: 1_700_000_000_123,
  strategy: 'co-visitation',
  scenario: 'home',
  experiment: null,
  variant: null,
  takenOver: false,
  n: 20,
  explored: 0,
  randomness: 123_456_789_012,
};
const text = encodeRecommId(facts, signer);

const name = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,23}$/);
const anyFacts: fc.Arbitrary<AnswerFacts> = fc
  .record({
    site: name,
    at: fc.integer({ min: 0, max: 4e12 }),
    strategy: name,
    scenario: name,
    arm: fc.option(fc.tuple(name, name)),
    takenOver: fc.boolean(),
    n: fc.integer({ min: 0, max: 500 }),
    explored: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    randomness: fc.integer({ min: 0, max: 2 ** 48 - 1 }),
  })
  .map(({ arm, ...rest }) => ({
    ...rest,
    experiment: arm?.[0] ?? null,
    variant: arm?.[1] ?? null,
  }));

describe('a recommId', () => {
  it('tells what it was made from, and can be the id that an event brings back', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const id = encodeRecommId(given, signer);
        expect(isIdentifier(id)).toBe(true);
        expect(decodeRecommId(id, signer)).toEqual(given);
      }),
    );
  });

  it('takes some 80 characters, and those of the longest names fit into the id of an event', () => {
    expect(text.length).toBeLessThan(90);
    const long = {
      ...facts,
      site: 's'.repeat(32),
      experiment: 'e'.repeat(32),
      variant: 'v'.repeat(32),
    };
    expect(encodeRecommId(long, signer).length).toBeLessThanOrEqual(ID_BYTES_MAX);
  });

  it('refuses names so long that no event could bring it back', () => {
    const long = { ...facts, scenario: 'x'.repeat(ID_BYTES_MAX) };
    expect(() => encodeRecommId(long, signer)).toThrow(RangeError);
  });

  it('is none of another deployment', () => {
    expect(decodeRecommId(text, signerOf('theirs'))).toBeUndefined();
  });

  it('is none with any one bit of it changed', () => {
    const bytes = Buffer.from(text, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const forged = Buffer.from(bytes);
      forged[bit >> 3]! ^= 1 << (bit & 7);
      expect(decodeRecommId(forged.toString('base64url'), signer)).toBeUndefined();
    }
  });

  it('is none cut short, at whatever character', () => {
    for (let end = 0; end < text.length; end++) {
      expect(decodeRecommId(text.slice(0, end), signer)).toBeUndefined();
    }
  });

  it.for(['=', '\n', '!', 'A'])('is none with %j behind it, or one answer had many ids', (more) => {
    expect(decodeRecommId(text + more, signer)).toBeUndefined();
  });

  it.for(['', 'r1', '00000000-0000-7000-8000-000000000000', 'x'.repeat(256), '\u{1f600}'])(
    'is none that nobody signed: %j',
    (never) => {
      expect(decodeRecommId(never, signer)).toBeUndefined();
    },
  );
});
