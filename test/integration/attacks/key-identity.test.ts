import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { agents, pageHeaders } from '../../support/quarantine.ts';
import {
  by,
  keys,
  post,
  secrets,
  startKeyedTarget,
  tokenOf,
  view,
} from '../../support/keyed-target.ts';

const { call } = startKeyedTarget();
/** In seconds. */
const longAgo = () => Math.floor(Date.now() / 1000) - 600;
const ofUser = (userId: string) => `/v1/recommendations?userId=${userId}`;

describe('forged user', () => {
  it.for<[what: string, make: () => Promise<string> | string, code?: string]>([
    ['of another user', () => tokenOf('bob')],
    ['of another site', () => tokenOf('ada', secrets.other)],
    ['signed by somebody', () => tokenOf('ada', Buffer.alloc(32, 9))],
    ['that has expired', () => tokenOf('ada', secrets.shop, longAgo()), 'IDENTITY_EXPIRED'],
    ['of somebody, expired', () => tokenOf('ada', Buffer.alloc(32, 9), longAgo())],
    [
      'without an end',
      () =>
        new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setSubject('ada').sign(secrets.shop),
    ],
    [
      'with alg none',
      () => new UnsecuredJWT({}).setSubject('ada').setExpirationTime('5m').encode(),
    ],
    [
      'by another algorithm',
      () =>
        new SignJWT({})
          .setProtectedHeader({ alg: 'HS512' })
          .setSubject('ada')
          .setExpirationTime('5m')
          .sign(Buffer.alloc(64, 1)),
    ],
    ['that is none', () => 'x'],
    ['of megabytes', () => 'x'.repeat(5_000)],
  ])('a token %s opens nothing', async ([, make, code = 'USER_UNVERIFIED']) => {
    const identity = await make();
    const headers = { ...by(keys.anyPage), 'x-freshet-identity': identity };
    expect(await call(ofUser('ada'), { headers })).toMatchObject({
      status: 403,
      code,
    });
    const event = await call('/v1/events', post({ ...view, userId: 'ada' }, headers));
    expect(event.text).toContain(code);
  });

  it('one that the server of the site has signed opens lists and takes events, of that user alone', async () => {
    const identity = await tokenOf('ada');
    const headers = { ...by(keys.anyPage), 'x-freshet-identity': identity };
    expect((await call(ofUser('ada'), { headers })).status).toBe(200);
    expect(
      (await call(`${ofUser('ada')}&key=${keys.anyPage.text}&identity=${identity}`)).status,
    ).toBe(200);
    expect((await call(ofUser('bob'), { headers })).status).toBe(403);
    const events = [{ ...view, userId: 'ada' }, { ...view, userId: 'bob' }, view];
    const answer = await call('/v1/events', post({ events }, headers));
    expect(JSON.parse(answer.text)).toMatchObject({
      accepted: 2,
      rejected: [{ index: 1, code: 'USER_UNVERIFIED' }],
    });
  });

  it('an anonymous id that leads to a user gets with a publishable key what a stranger gets', async () => {
    const sender = by(keys.sender);
    const visit = (visitor: object, itemId: string) => ({ type: 'view', ...visitor, itemId });
    const events = [
      ...['x', 'y', 'z'].flatMap((userId) => [visit({ userId }, 'map'), visit({ userId }, 'rope')]),
      visit({ anonymousId: 'seen' }, 'map'),
      { type: 'identify', anonymousId: 'seen', userId: 'eve' },
    ];
    expect((await call('/v1/events', post({ events }, sender))).status).toBe(202);
    const listOf = async (asked: string, key: (typeof keys)['page']) => {
      const { text } = await call(`/v1/recommendations?${asked}`, { headers: by(key) });
      return { ...(JSON.parse(text) as object), recommId: '' };
    };
    const ofEve = { strategy: 'co-visitation', items: [{ itemId: 'rope' }] };
    await eventually('the id leads to the user', async () => {
      const { text } = await call('/v1/profiles?anonymousId=seen', {
        headers: by(keys.inspector),
      });
      expect(JSON.parse(text)).toMatchObject({ userId: 'eve', events: 2 });
    });
    expect(await listOf('anonymousId=seen', keys.recommender)).toMatchObject(ofEve);
    const ofStranger = await listOf('anonymousId=nobody', keys.anyPage);
    expect(ofStranger).not.toMatchObject(ofEve);
    expect(await listOf('anonymousId=seen', keys.anyPage)).toEqual(ofStranger);
  });

  it('an expired token holds up what names its user, and nothing else', async () => {
    const path = `/${keys.anyPage.text}/${await tokenOf('ada', secrets.shop, longAgo())}/v1/events`;
    const named = await call(path, post({ events: [view, { ...view, userId: 'ada' }] }, {}));
    expect(named).toMatchObject({ status: 403, code: 'IDENTITY_EXPIRED' });
    expect((await call(path, post(view, {}))).status).toBe(202);
  });

  it('a secret key speaks for every user', async () => {
    expect((await call(ofUser('bob'), { headers: by(keys.recommender) })).status).toBe(200);
    expect(
      (await call('/v1/events', post({ ...view, userId: 'bob' }, by(keys.sender)))).status,
    ).toBe(202);
  });
});

describe('merge into a victim', () => {
  const asVictim = (more: object = {}) => ({
    type: 'identify',
    anonymousId: 'mallory-before',
    userId: 'victim',
    ...more,
  });
  const taking = { type: 'alias', userId: 'mallory', previousId: 'victim' };
  const giving = { type: 'alias', userId: 'victim', previousId: 'mallory' };
  /** Without a browser's name they would be set aside as a bot's. */
  const browser = pageHeaders(agents.chrome);
  const profileOf = async (userId: string) => {
    const answer = await call(`/v1/profiles?userId=${userId}`, { headers: by(keys.inspector) });
    return JSON.parse(answer.text) as { events?: number };
  };

  it.for<[what: string, event: object, token: (() => Promise<string>) | undefined, at: string]>([
    ['an identify without a token', asVictim(), undefined, '/userId'],
    ['an identify with a token of the attacker', asVictim(), () => tokenOf('mallory'), '/userId'],
    [
      'an identify with a token of another site',
      asVictim(),
      () => tokenOf('victim', secrets.other),
      '/userId',
    ],
    [
      'an event of both with a token of the attacker',
      asVictim({ type: 'view', itemId: 'tent' }),
      () => tokenOf('mallory'),
      '/userId',
    ],
    ['an alias that the attacker was the victim', taking, () => tokenOf('mallory'), '/previousId'],
    ['the same without a token', taking, undefined, '/userId'],
    ['an alias that the victim was the attacker', giving, () => tokenOf('mallory'), '/userId'],
  ])('%s is refused', async ([, event, token, at]) => {
    const identity = token && { 'x-freshet-identity': await token() };
    const headers = { ...by(keys.anyPage), ...identity };
    const answer = await call('/v1/events', post({ events: [event, view] }, headers));
    expect(JSON.parse(answer.text)).toMatchObject({
      accepted: 1,
      rejected: [{ index: 0, code: 'USER_UNVERIFIED', pointer: `/events/0${at}` }],
    });
  });

  it('by messages of Segment is refused, and what they send beside goes to the attacker’s own visitor', async () => {
    const both = { anonymousId: 'mallory-by-segment', userId: 'victim' };
    const properties = { product_id: 'planted' };
    const batch = [
      { type: 'identify', ...both },
      { type: 'alias', ...both, previousId: both.anonymousId },
      { ...taking, context: {} },
      { type: 'track', event: 'Product Viewed', properties, userId: 'victim' },
      { type: 'track', event: 'Product Viewed', properties, ...both },
    ];
    const identity = await tokenOf('mallory');
    const headers = { ...browser, 'x-freshet-identity': identity };
    const body = { batch, writeKey: keys.anyPage.text };
    const answer = await call('/v1/b', post(body, headers));
    const refused = [0, 1, 2, 3].map((index) => ({ index, code: 'USER_UNVERIFIED' }));
    expect(JSON.parse(answer.text)).toMatchObject({ accepted: 1, rejected: refused });
    await eventually('the attacker’s own visitor has it', async () => {
      const asked = `/v1/profiles?anonymousId=${both.anonymousId}`;
      const { text } = await call(asked, { headers: by(keys.inspector) });
      expect(JSON.parse(text)).toMatchObject({ userId: null, session: [{ itemId: 'planted' }] });
    });
    expect(JSON.stringify(await profileOf('victim'))).not.toContain('planted');
  });

  it('of ids that look like a profile, and of the same user at another site, nothing reaches the victim', async () => {
    const visit = (visitor: object, itemId: string) => ({ type: 'view', ...visitor, itemId });
    const own = (itemId: string) =>
      call('/v1/events', post(visit({ userId: 'victim' }, itemId), by(keys.sender)));
    await own('first');
    for (const anonymousId of ['u/victim', 'shop/u/victim', '../u/victim', 'victim']) {
      const sent = visit({ anonymousId }, 'planted');
      const lookalike = post(sent, { ...by(keys.anyPage), ...browser });
      expect((await call('/v1/events', lookalike)).status).toBe(202);
    }
    const identity = await tokenOf('victim', secrets.other);
    const headers = { ...by(keys.elsewhere), ...browser, 'x-freshet-identity': identity };
    expect((await call('/v1/events', post(asVictim(), headers))).status).toBe(202);
    expect(
      (await call('/v1/events', post(visit({ userId: 'victim' }, 'planted'), headers))).status,
    ).toBe(202);
    await eventually('the other site has its own', async () => {
      const there = await call('/v1/profiles?userId=victim', { headers: by(keys.other) });
      expect(there.text).toContain('planted');
    });
    await own('last');
    await eventually('the victim has what is theirs', async () => {
      expect(JSON.stringify(await profileOf('victim'))).toContain('"itemId":"last"');
    });
    const profile = await profileOf('victim');
    expect(profile.events).toBe(2);
    expect(JSON.stringify(profile)).not.toMatch(/planted|tent/);
  });
});
