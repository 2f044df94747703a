import { expect, it } from 'vitest';
import { signedHeaders, signingKey } from './signature.ts';

it("signs the specification's own example as it does", () => {
  const key = signingKey('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')!;
  const headers = signedHeaders(key, {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    sentAt: 1_614_265_330_999,
    body: '{"test": 2432232314}',
  });
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

it.for([
  ['without its prefix', Buffer.alloc(32).toString('base64')],
  ['too short', `whsec_${Buffer.alloc(23).toString('base64')}`],
  ['too long', `whsec_${Buffer.alloc(65).toString('base64')}`],
  ['not base64', `whsec_${'!'.repeat(40)}`],
  ['with a line break', `whsec_${Buffer.alloc(32).toString('base64')}\n`],
] as const)('knows no key in a secret %s', ([, secret]) => {
  expect(signingKey(secret)).toBeUndefined();
});
