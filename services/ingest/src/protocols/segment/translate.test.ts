import { describe, expect, it } from 'vitest';
import { translated } from './translate.ts';

const around = { type: undefined, context: undefined, consent: undefined, proven: undefined };
const by = { messageId: 'm-1', anonymousId: 'guest' };
const track = (event: unknown, properties?: unknown) => ({
  type: 'track',
  ...by,
  event,
  properties,
});
/** What is said, without what is not. */
const said = (message: unknown, surroundings: object = {}) =>
  JSON.parse(JSON.stringify(translated(message, { ...around, ...surroundings }))) as unknown;
const from = { id: 'm-1', anonymousId: 'guest' };

describe('an event of another name', () => {
  it.for<[name: string, type: string]>([
    ['Newsletter Subscribed', 'newsletter_subscribed'],
    ['Größe gewählt', 'gro_e_gewahlt'],
    ['購入', 'track'],
    ['42 steps', 'steps'],
    ['Click', 'track_click'],
    ['erase', 'track_erase'],
    ['x'.repeat(100), 'x'.repeat(64)],
  ])('%s is %s, and its name is kept', ([name, type]) => {
    expect(said(track(name, { a: 1 }))).toEqual({
      ...from,
      type,
      properties: { a: 1 },
      context: { segment: { event: name } },
    });
  });
});

describe('who it is', () => {
  const both = { messageId: 'm-1', anonymousId: 'guest', userId: 'ada' };
  const asPage = { proven: null };

  it.for<[what: string, message: object, event: object, surroundings?: object]>([
    [
      'two ids are made one',
      { type: 'identify', ...both, traits: { plan: 'pro' } },
      { type: 'identify', userId: 'ada', properties: { plan: 'pro' } },
    ],
    [
      'of one id alone traits are told',
      { type: 'identify', ...by, traits: { plan: 'pro' } },
      { type: 'traits', properties: { plan: 'pro' } },
    ],
    [
      'a user was another one',
      { type: 'alias', messageId: 'm-1', userId: 'ada', previousId: 'countess' },
      { type: 'alias', userId: 'ada', previousId: 'countess', anonymousId: undefined },
    ],
    [
      'a user was the anonymous visitor',
      { type: 'alias', ...both, previousId: 'guest' },
      { type: 'identify', userId: 'ada' },
    ],
    [
      'numbers are names',
      { type: 'page', ...by, userId: 7 },
      { type: 'page', userId: '7', properties: {} },
    ],
    ['nothing is no name', { type: 'page', ...by, userId: '' }, { type: 'page', properties: {} }],
    [
      'a page proves it',
      { type: 'page', ...both },
      { type: 'page', userId: 'ada', properties: {} },
      { proven: 'ada' },
    ],
    ['or does not', { type: 'page', ...both }, { type: 'page', properties: {} }, asPage],
    [
      'or proves another',
      { type: 'page', ...both },
      { type: 'page', properties: {} },
      { proven: 'eve' },
    ],
    [
      'and makes one of them with proof alone',
      { type: 'identify', ...both },
      { type: 'identify', userId: 'ada' },
      { proven: 'ada' },
    ],
  ])('%s', ([, message, event, surroundings]) => {
    expect(said(message, surroundings)).toEqual({ ...from, ...event });
  });

  it.for<[what: string, message: object]>([
    ['an identify', { type: 'identify', ...both }],
    ['an identify of the user alone', { type: 'identify', userId: 'ada' }],
    ['an alias of the anonymous visitor', { type: 'alias', ...both, previousId: 'guest' }],
    ['an alias', { type: 'alias', userId: 'ada', previousId: 'eve' }],
    ['an event of the user and nobody else', { type: 'page', userId: 'ada' }],
  ])('%s without proof is refused', ([, message]) => {
    expect(translated(message, { ...around, ...asPage })).toMatchObject({
      code: 'USER_UNVERIFIED',
    });
  });
});

describe('a message', () => {
  it('has the context of its batch beneath its own, without the address', () => {
    const outer = { locale: 'de', app: { name: 'shop' } };
    const message = { type: 'page', ...by, context: { locale: 'en', ip: '192.0.2.1' } };
    expect(said(message, { context: outer })).toMatchObject({
      context: { locale: 'en', app: { name: 'shop' } },
    });
    expect(said({ type: 'page', context: { ip: '192.0.2.1' } })).toEqual({
      type: 'page',
      properties: {},
    });
  });

  it.for<[what: string, properties: object, page: object, place: object]>([
    [
      'its properties',
      { url: 'https://a/', referrer: 'https://b/' },
      { url: 'https://c/' },
      { url: 'https://a/', referrer: 'https://b/' },
    ],
    [
      'its context',
      { path: '/' },
      { url: 'https://c/', referrer: '' },
      { url: 'https://c/', referrer: '' },
    ],
    ['neither', { url: 7 }, { path: '/' }, {}],
  ])('of a page is where %s say', ([, properties, page, place]) => {
    const message = { type: 'page', ...by, properties, context: { page } };
    expect(said(message)).toMatchObject({ context: { page, ...place } });
    expect(said({ ...message, type: 'screen' })).toMatchObject({ context: { page } });
  });

  it('keeps what nobody knows, and leaves out what is for delivery alone', () => {
    const delivery = { integrations: { All: true }, _metadata: {}, writeKey: 'k', sentAt: 'now' };
    expect(said({ type: 'screen', ...by, name: 'Home', ...delivery, tenant: 7 })).toEqual({
      ...from,
      type: 'screen',
      properties: { name: 'Home' },
      context: { segment: { tenant: 7 } },
    });
  });

  it.for<[message: object, event: object]>([
    [track('Read', []), { type: 'read' }],
    [track('Product Viewed', []), { type: 'view' }],
    [{ type: 'page', ...by, properties: [], context: [] }, { type: 'page' }],
    [{ type: 'group', ...by, groupId: 'g', traits: [] }, { properties: { groupId: 'g' } }],
    [{ type: 'identify', ...by, traits: [], timestamp: '' }, { type: 'traits' }],
  ])('says nothing where PHP writes an empty list for an empty object: %j', ([message, event]) => {
    const { context, properties, occurredAt } = said(message) as Record<string, unknown>;
    expect([context, properties].some(Array.isArray)).toBe(false);
    expect(occurredAt).toBeUndefined();
    expect(said(message)).toMatchObject(event);
  });

  it('happened when it says, by the first of two names', () => {
    const times = { originalTimestamp: '2026-01-01T00:00:00Z', timestamp: '2026-02-01T00:00:00Z' };
    expect(said({ type: 'page', ...by, ...times })).toMatchObject({
      occurredAt: times.originalTimestamp,
    });
    expect(said({ type: 'page', ...by, timestamp: times.timestamp })).toMatchObject({
      occurredAt: times.timestamp,
    });
  });

  it.for<[preferences: object, consent: string[] | undefined]>([
    [{ Analytics: true, Advertising: false }, ['analytics']],
    [{ C0002: true, C0003: true }, ['analytics', 'personalization']],
    [{ Functional: true, Personalization: true }, ['personalization']],
    [{ 'Data Sharing': true }, ['data_sharing']],
    [{ Analytics: false }, []],
    [{ Analytics: 'yes' }, []],
    [{}, undefined],
    [
      Object.fromEntries(
        [...Array(20).keys(), 'C0002'].map((name) => [`x${name}`.replace('xC', 'C'), true]),
      ),
      ['analytics', ...Array.from({ length: 15 }, (_, i) => `x${i}`)],
    ],
  ])('with the consent %j agrees to %j', ([categoryPreferences, consent]) => {
    const message = { type: 'page', ...by, context: { consent: { categoryPreferences } } };
    expect(translated(message, around)).toMatchObject({ consent });
  });

  it.for<[message: unknown, code: string, pointer: string]>([
    [null, 'FIELD_TYPE', ''],
    [[], 'FIELD_TYPE', ''],
    [{ ...by }, 'TYPE_INVALID', '/type'],
    [{ type: 'charge', ...by }, 'TYPE_INVALID', '/type'],
    [{ type: 'track', ...by }, 'FIELD_MISSING', '/event'],
    [track(7), 'FIELD_MISSING', '/event'],
  ])('%j is refused: %s at "%s"', ([message, code, pointer]) => {
    expect(translated(message, around)).toMatchObject({ code, pointer });
  });
});
