import { expect, it } from 'vitest';
import { requireGuard } from './exposure.ts';

const guard = { of: 'The dashboard', isThere: false, remedy: 'Set a login' };

it.for(['127.0.0.1', '127.8.9.1', '::1', 'localhost'])(
  '%s is open to this machine alone',
  (host) => {
    expect(() => requireGuard(host, guard)).not.toThrow();
  },
);

it.for([
  '0.0.0.0',
  '::',
  '192.0.2.7',
  '::ffff:192.0.2.7',
  'freshet.example',
  '127.0.0.1.evil.example',
  '',
])('nobody listens on "%s" without a guard', (host) => {
  expect(() => requireGuard(host, guard)).toThrow(
    expect.objectContaining({
      code: 'HOST_EXPOSED',
      message: expect.stringContaining(`HOST=${host}`),
    }),
  );
  expect(() => requireGuard(host, { ...guard, isThere: true })).not.toThrow();
});
