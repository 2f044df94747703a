import { describe, expect, it } from 'vitest';
import { behaviourEvent } from '../../../../test/support/events.ts';
import { actOf } from './act.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';

const pageView = (context: unknown) =>
  actOf(behaviourEvent({ id: 'e', type: 'page', itemId: null, context: JSON.stringify(context) }))
    .page;

describe('an act', () => {
  it('is of a stage, and names what was looked at or bought', () => {
    const line = (itemId: string) => ({ itemId, quantity: 1, price: 2.5, categories: ['camp'] });
    const [tent, rope] = [line('tent'), line('rope')];
    const bought = behaviourEvent({
      id: 'e',
      type: 'purchase',
      itemId: null,
      items: [tent, { ...rope, quantity: 3 }],
      currency: 'EUR',
    });
    expect(actOf(bought)).toMatchObject({
      stage: 'purchase',
      items: ['tent', 'rope'],
      categories: ['camp'],
      revenue: { currency: 'EUR', sum: 100_000 },
      page: null,
    });
    expect(actOf(behaviourEvent({ id: 'e', type: 'click' }))).toMatchObject({
      stage: 'view',
      items: ['tent'],
      revenue: null,
    });
  });

  it('that is an impression, or of another kind, brings its items nothing', () => {
    const seen = behaviourEvent({ id: 'e', type: 'impression' });
    expect(actOf(seen)).toMatchObject({ stage: null, items: [], categories: [] });
  });

  it('of one visitor has one hash, of a user and an anonymous visitor of one name two', () => {
    const [user, same, other] = [
      actOf(behaviourEvent({ id: 'a' })),
      actOf(behaviourEvent({ id: 'b', type: 'cart' })),
      actOf(behaviourEvent({ id: 'c', userId: null, anonymousId: 'ada' })),
    ];
    expect(user.visitor).toBe(same.visitor);
    expect(user.visitor).not.toBe(other.visitor);
  });
});

describe('a page view', () => {
  it('tells the page, where from and what with', () => {
    const page = pageView({
      url: 'https://shop.example/tents/dome?utm_source=mail#top',
      referrer: 'https://search.example/?q=tent',
      campaign: { source: 'mail', medium: 'newsletter', name: 'spring' },
      userAgent: FIREFOX,
    });
    expect(page).toEqual({
      path: 'shop.example/tents/dome',
      referrer: 'search.example',
      campaign: 'mail / newsletter / spring',
      browser: 'Firefox',
      system: 'Linux',
      device: 'desktop',
    });
  });

  it('from a page of the same site has no referrer', () => {
    const page = pageView({ url: 'https://shop.example/b', referrer: 'https://shop.example/a' });
    expect(page).toMatchObject({ path: 'shop.example/b', referrer: '', campaign: '' });
  });

  it('on a phone is a phone', () => {
    expect(pageView({ userAgent: IPHONE })).toMatchObject({
      browser: 'Safari',
      system: 'iOS',
      device: 'mobile',
    });
  });

  it.for([
    null,
    [],
    1,
    'text',
    { url: 7, referrer: {}, campaign: 'x', userAgent: 3 },
    { url: '::' },
  ])('with a context of %j says nothing', (context) => {
    expect(pageView(context)).toEqual({
      path: '',
      referrer: '',
      campaign: '',
      browser: 'unknown',
      system: 'unknown',
      device: 'unknown',
    });
  });

  it('whose context is no JSON, or absent, says nothing', () => {
    for (const context of ['{', null]) {
      const event = behaviourEvent({ id: 'e', type: 'page', context });
      expect(actOf(event).page).toMatchObject({ path: '', referrer: '' });
    }
  });
});
