import { behaviourEventCodec, profileKey, topics } from '@freshet/events';
import type { FastifyInstance } from 'fastify';
import { expect, it } from 'vitest';
import { describeDeployments, type Engines, startDeployment } from '../support/deployment.ts';
import { behaviourEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { by, keyedAccess, keys, tokenOf } from '../support/keyed-target.ts';

const site = 'shop';
const now = Date.now();

/** `a1` looks at tents, is ada, and ada is countess; as many others go from tents to stoves. */
const told = [
  ...['v1', 'v2', 'v3'].flatMap((userId, i) =>
    ['tent', 'stove'].map((itemId, j) => {
      return { id: `${userId}-${itemId}`, type: 'view', userId, itemId, at: now + i * 10 + j };
    }),
  ),
  { id: 'e1', type: 'view', anonymousId: 'a1', itemId: 'tent', at: now + 100 },
  { id: 'e2', type: 'identify', anonymousId: 'a1', userId: 'ada', at: now + 200 },
  { id: 'e3', type: 'alias', previousId: 'ada', userId: 'countess', at: now + 300 },
].map((act) =>
  behaviourEvent({ site, anonymousId: null, userId: null, receivedAt: act.at, ...act }),
);

/** Of all three, whoever is asked for. */
const person = { userId: 'countess', anonymousId: null, events: 3, session: [{ itemId: 'tent' }] };

async function publish({ log }: Engines): Promise<void> {
  const records = told.map((event) => {
    return { key: profileKey(event), value: behaviourEventCodec.encode(event) };
  });
  await log.publisher.publish(topics.behaviourEvents.name, records);
}

async function openPeople(
  open: (partitions: number) => Promise<Engines>,
): Promise<FastifyInstance> {
  const engines = await open(4);
  const { app } = await startDeployment(engines, 4, { access: keyedAccess });
  await publish(engines);
  await eventually('all of it has come to countess', async () => {
    const headers = by(keys.inspector);
    for (const url of ['/v1/profiles?userId=countess', '/v1/profiles?anonymousId=a1']) {
      expect((await app.inject({ url, headers })).json(), url).toMatchObject(person);
    }
  });
  return app;
}

describeDeployments('an id that became another', (open) => {
  it('is read as who it is by now, by whom everything may be told', async () => {
    const app = await openPeople(open);
    const read = async (url: string, headers: Record<string, string>) => {
      const { statusCode, body } = await app.inject({ url, headers });
      return [statusCode, JSON.parse(body) as Record<string, unknown>] as const;
    };
    const ada = { userId: 'ada', anonymousId: null };
    const a1 = { userId: null, anonymousId: 'a1' };
    for (const [asked, formerIds] of [
      ['userId=countess', [ada, a1]],
      ['userId=ada', [ada, a1]],
      ['anonymousId=a1', [a1, ada]],
    ] as const) {
      const profile = await read(`/v1/profiles?${asked}`, by(keys.inspector));
      expect(profile, asked).toMatchObject([200, { ...person, formerIds }]);
    }
    await eventually('what was done under the former id is in the export of the user', async () => {
      expect(await read('/v1/users/ada/export', by(keys.inspector))).toMatchObject([
        200,
        {
          userId: 'countess',
          profile: { events: 3 },
          attribution: { linked: 'a1' },
          formerIds: [
            { ...ada, attribution: null },
            { ...a1, attribution: null },
          ],
        },
      ]);
    });
    const list = { strategy: 'co-visitation', items: [{ itemId: 'stove' }] };
    for (const asked of ['userId=countess', 'userId=ada', 'anonymousId=a1']) {
      await eventually('the list knows of tents and stoves', async () => {
        const answer = await read(`/v1/recommendations?${asked}`, by(keys.recommender));
        expect(answer, asked).toMatchObject([200, list]);
      });
    }
    const page = by(keys.anyPage);
    const itemsOf = async (asked: string, headers: Record<string, string>) => {
      const [, answer] = await read(`/v1/recommendations?${asked}`, headers);
      return { ...answer, recommId: '' };
    };
    const stranger = await itemsOf('anonymousId=nobody', page);
    expect(stranger).toMatchObject({ strategy: 'trending' });
    expect(await itemsOf('anonymousId=a1', page)).toEqual(stranger);
    // Proven, but of an id that is no longer theirs alone.
    const ofAda = { ...page, 'x-freshet-identity': await tokenOf('ada') };
    expect(await itemsOf('userId=ada', ofAda)).toEqual(stranger);
    const proven = { ...page, 'x-freshet-identity': await tokenOf('countess') };
    expect(await itemsOf('userId=countess', proven)).toMatchObject(list);
  });
});
