import { FIRST_NAMESPACE } from '@freshet/events';
import {
  keptCodec,
  keptIn,
  profileCodec,
  profileRef,
  type StateRef,
  visitorRef,
} from '@freshet/store';
import { describe, expect, it } from 'vitest';
import { kafkaAvailable, redisAvailable } from '../support/engines.ts';
import { behaviourEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { untilAtRest } from '../support/identity/telling.ts';
import { startIngest } from '../support/intake.ts';
import { publishInParts } from '../support/pipeline.ts';
import { openStruckSite, STRUCK_WITHIN } from '../support/struck-site.ts';

const PARTITIONS = 3;
const space = { namespace: FIRST_NAMESPACE, partitions: PARTITIONS };
const ids = (name: string) => [
  { site: 'default', userId: name, anonymousId: null },
  { site: 'default', userId: null, anonymousId: `${name}-phone` },
];
const kept = keptCodec(profileCodec);

/** Where a worker ends that erases: what it tells others is out, state is written, other state is read. */
const strikes = [
  'profiles/all-published@1=SIGKILL',
  'profiles/applied@1=SIGKILL,attribution/applied@1=SIGKILL',
];

describe.skipIf(!kafkaAvailable() || !redisAvailable())('a worker that is killed', () => {
  it('while it erases a person of two ids has the next one erase both, once', {
    timeout: 300_000,
  }, async () => {
    const { log, store, startWorker } = await openStruckSite({
      partitions: PARTITIONS,
      sessionTimeoutMs: 3_000,
    });
    const ingest = await startIngest({ log, store }, 'one', false);
    const statesOf = async (
      refOf: (id: ReturnType<typeof ids>[number]) => StateRef,
      name: string,
    ) => store.get(ids(name).map(refOf));
    const profilesOf = (name: string) => statesOf((id) => profileRef(space, id), name);
    const rowsOf = (name: string) => statesOf((id) => visitorRef(space, id), name);

    const first = await startWorker();
    for (const name of ['ada', 'bob']) {
      const [user, phone] = [{ userId: name }, { anonymousId: `${name}-phone` }];
      const purchase = { type: 'purchase', itemId: 'tent', value: 3 };
      const events = [
        { ...purchase, ...phone },
        { ...purchase, ...user },
        { type: 'identify', ...user, ...phone },
      ];
      const request = { method: 'POST', url: '/v1/events', payload: { events } } as const;
      expect((await ingest.inject(request)).statusCode).toBe(202);
    }
    const areTied = async (name: string) => {
      const [user, phone] = (await profilesOf(name)).map((value) => value && kept.decode(value));
      expect([user?.state?.events, phone?.redirect?.userId]).toEqual([3, name]);
      const [row, former] = (await rowsOf(name)).map((value) => value && keptIn(value));
      expect([row?.state === undefined, former?.redirect?.userId]).toEqual([false, name]);
    };
    await eventually('both are known, and who they are', () => areTied('ada'), STRUCK_WITHIN);
    await eventually('the other one too', () => areTied('bob'));
    const before = Date.now();

    const body = JSON.stringify({ strikes: strikes[0] });
    const headers = { 'content-type': 'application/json' };
    await fetch(`${first.url}/strikes`, { method: 'POST', headers, body });
    const url = '/v1/profiles?anonymousId=ada-phone';
    expect((await ingest.inject({ method: 'DELETE', url })).statusCode).toBe(202);
    expect(await first.exited).toBe(null);
    const second = await startWorker(strikes[1]);
    expect(await second.exited).toBe(null);
    // As an ingest sends it that was away.
    const late = ids('ada').map((id, i) => behaviourEvent({ id: `late-${i}`, ...id, at: before }));
    await publishInParts(log, late, 1);
    await startWorker();
    await untilAtRest({ log, store, partitions: PARTITIONS }, undefined, STRUCK_WITHIN);
    await eventually('nothing is known but that two ids were erased', async () => {
      for (const value of [...(await profilesOf('ada')), ...(await rowsOf('ada'))]) {
        const left = value && keptIn(value);
        expect(left).toMatchObject({ state: undefined, redirect: null, links: [] });
        expect(left?.erasedAt).toBeGreaterThanOrEqual(before);
      }
    });
    await areTied('bob');
  });
});
