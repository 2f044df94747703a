import { expect, it } from 'vitest';
import { describeDeployments, startDeployment } from '../support/deployment.ts';
import { eventually } from '../support/eventually.ts';
import { startIngest } from '../support/intake.ts';
import { guarded } from '../support/pipeline.ts';
import { agents, pageHeaders } from '../support/quarantine.ts';

const PARTITIONS = 3;
/** Requests of 60 events, of one visitor. */
const REQUESTS = 50;
const ADA = { userId: 'ada' };
const URL = '/v1/users/ada/export/log';

interface Line {
  readonly topic: string;
  readonly code?: string;
  readonly event?: {
    readonly userId?: string;
    readonly anonymousId?: string;
    readonly type: string;
  };
  readonly answer?: { readonly userId: string };
  readonly refused?: string;
  readonly exported?: number;
}

describeDeployments('an export of the log', (open) => {
  it('has every record of a person, however many, and of nobody else; and nothing once they are erased', async () => {
    const engines = await open(PARTITIONS);
    const { log, erasures } = await guarded(engines.log);
    const { app } = await startDeployment({ ...engines, log, erasures }, PARTITIONS);
    const ingest = await startIngest(engines, 'one', false, { bots: { trustedProxies: '' } });
    const post = async (events: readonly object[], headers = {}) => {
      const request = { method: 'POST', url: '/v1/events', payload: { events }, headers } as const;
      expect((await ingest.inject(request)).statusCode).toBe(202);
    };
    const read = async (url = URL) => {
      const { statusCode, body } = await app.inject(url);
      expect(statusCode, body).toBe(200);
      const lines = body.trimEnd().split('\n');
      return lines.map((line) => JSON.parse(line) as Line);
    };

    await post([{ type: 'view', anonymousId: 'a1', itemId: 'tent', properties: { size: 'XL' } }]);
    await post([{ type: 'identify', ...ADA, anonymousId: 'a1' }]);
    await post([{ type: 'view', anonymousId: 'a0', itemId: 'lamp' }]);
    await post([{ type: 'identify', userId: 'ada-before', anonymousId: 'a0' }]);
    await post([{ type: 'alias', ...ADA, previousId: 'ada-before' }]);
    for (let i = 0; i < REQUESTS; i++) {
      const view = (user: string) => ({ type: 'view', userId: user, itemId: `i${i}` });
      await post(Array(60).fill(view('ada')));
      await post([view('bob'), view('eve'), view('joe')]);
    }
    await post([{ type: 'view', ...ADA, itemId: 'tent' }], pageHeaders(agents.googlebot));
    const batch = [{ type: 'track', ...ADA }];
    await ingest.inject({ method: 'POST', url: '/v1/batch', payload: { batch } });
    await app.inject('/v1/recommendations?userId=ada&n=1');
    await app.inject('/v1/recommendations?userId=bob&n=1');

    const expected = REQUESTS * 60 + 8;
    const lines = await eventually('all of it is in the log, under all of their ids', async () => {
      const found = await read();
      expect(found.at(-1)).toEqual({ exported: expected });
      return found;
    });
    expect(lines).toHaveLength(expected + 1);
    const [first] = lines.filter(
      ({ event }) => event?.anonymousId === 'a1' && event.type === 'view',
    );
    expect(first).toMatchObject({
      topic: 'behaviour.events',
      appendedAt: expect.any(Number),
      event: { properties: { size: 'XL' } },
    });
    const others = lines.filter(
      ({ event, answer, refused }) => !refused && (answer ?? event)?.userId !== 'ada',
    );
    expect(others.pop()).toEqual({ exported: expected });
    const ids = others.map(({ event }) => event!.userId ?? event!.anonymousId);
    expect(new Set(ids)).toEqual(new Set(['a0', 'a1', 'ada-before']));
    expect(lines.filter(({ topic }) => topic !== 'behaviour.events').slice(0, 3)).toMatchObject([
      { topic: 'behaviour.quarantine', code: 'agent', event: { type: 'view' } },
      { topic: 'dead.letters', code: 'FIELD_MISSING', refused: JSON.stringify(batch[0]) },
      { topic: 'recommendation.answers', answer: { userId: 'ada' } },
    ]);

    const both = await Promise.all([app.inject(URL), app.inject(URL)]);
    expect(new Set(both.map(({ statusCode }) => statusCode))).toEqual(new Set([200, 503]));
    expect(both.find(({ statusCode }) => statusCode === 503)).toMatchObject({
      headers: { 'retry-after': '10' },
    });

    await ingest.inject({ method: 'DELETE', url: '/v1/users/ada' });
    await eventually('of who is erased it has nothing but that', async () => {
      const left = await read();
      const [erasure, ...rest] = left;
      expect(erasure).toMatchObject({ event: { type: 'erase', ...ADA } });
      expect(rest).toEqual([{ exported: 1 }]);
    });
  });
});
