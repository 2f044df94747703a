import { expect, it } from 'vitest';
import { signingKey } from './signing-key.ts';

it.for([
  ['without its prefix', Buffer.alloc(32).toString('base64')],
  ['too short', `whsec_${Buffer.alloc(23).toString('base64')}`],
  ['too long', `whsec_${Buffer.alloc(65).toString('base64')}`],
  ['not base64', `whsec_${'!'.repeat(40)}`],
  ['with a line break', `whsec_${Buffer.alloc(32).toString('base64')}\n`],
] as const)('knows no key in a secret %s', ([, secret]) => {
  expect(signingKey(secret)).toBeUndefined();
});

it('knows the key in the secret that the specification has for an example', () => {
  expect(signingKey('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toHaveLength(24);
});
