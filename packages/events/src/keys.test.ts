import fc from 'fast-check';
import { expect, it } from 'vitest';
import { itemKey, parseItemKey, profileKey } from './keys.ts';

it('keeps a user and an anonymous visitor of the same name apart', () => {
  const user = profileKey({ site: 'default', userId: 'x', anonymousId: null });
  const anonymous = profileKey({ site: 'default', userId: null, anonymousId: 'x' });
  expect(user).not.toBe(anonymous);
});

it('belongs to the user when both ids are known', () => {
  expect(profileKey({ site: 'default', userId: 'u', anonymousId: 'a' })).toBe('default/u/u');
});

it('parses what it built, whatever the item id', () => {
  fc.assert(
    fc.property(fc.string(), (itemId) => {
      expect(parseItemKey(itemKey('shop-1', itemId))).toEqual({ site: 'shop-1', itemId });
    }),
  );
});
