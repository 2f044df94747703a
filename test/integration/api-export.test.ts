import { expect, test } from 'vitest';
import { openShop } from '../support/small-shop.ts';

test('a user is told all that is kept of them', async () => {
  const api = await openShop();
  const told = await api.get<{ profile: object }>('/v1/users/visitor/export');
  expect(told).toMatchObject({
    site: 'default',
    userId: 'visitor',
    attribution: null,
    formerIds: [],
  });
  const {
    userId: _,
    anonymousId: __,
    formerIds: ___,
    ...profile
  } = await api.get<Record<string, unknown>>('/v1/profiles?userId=visitor');
  expect(told.profile).toEqual(profile);
});

test('pages cannot read one', async () => {
  const { app } = await openShop();
  const headers = { origin: 'https://shop.example' };
  const read = async (url: string) => (await app.inject({ url, headers })).headers;
  expect(await read('/v1/profiles?userId=visitor')).toHaveProperty('access-control-allow-origin');
  expect(await read('/v1/users/visitor/export')).not.toHaveProperty('access-control-allow-origin');
});

test.for([
  ['nobody', 404, 'PROFILE_UNKNOWN'],
  ['%0A', 400, 'PARAMETER_INVALID'],
] as const)('an export of "%s" is answered %i %s', async ([id, status, code]) => {
  const api = await openShop();
  expect(await api.get(`/v1/users/${id}/export`, status)).toMatchObject({ code });
});
