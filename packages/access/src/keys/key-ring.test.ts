import { expect, it } from 'vitest';
import { testKey } from './key.fixture.ts';
import { KeyRing } from './key-ring.ts';

const now = Date.UTC(2026, 5, 1);
const good = testKey('secret');
const other = testKey('secret');
const revoked = testKey('secret', { revokedAt: now - 1 });
const expired = testKey('secret', { expiresAt: now });
const lasting = testKey('secret', { expiresAt: now + 1 });
const all = [good, other, revoked, expired, lasting];
const ring = new KeyRing(all.map(({ record }) => record));

it('finds a key by its text', () => {
  expect(ring.find(good.text, now)).toBe(good.record);
  expect(ring.find(lasting.text, now)).toBe(lasting.record);
});

it.for([
  ['of no key', testKey('secret').text],
  ['revoked', revoked.text],
  ['expired', expired.text],
  ['with the secret of another key', good.text.slice(0, 24) + other.text.slice(24)],
  ['said to be publishable', good.text.replace('_sk_', '_pk_')],
  ['malformed', 'freshet_sk_'],
])('does not find one that is %s', ([, text]) => {
  expect(ring.find(text!, now)).toBeUndefined();
});
