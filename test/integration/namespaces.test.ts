import { type BehaviourEvent, topics } from '@freshet/events';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type Deployment,
  describeDeployments,
  startDeployment,
  startServing,
} from '../support/deployment.ts';
import { eventually } from '../support/eventually.ts';
import { acts, expectModel, publishInParts, toEvents } from '../support/pipeline.ts';

const PARTITIONS = 3;

interface Listed {
  readonly live: string;
  readonly served: string;
  readonly namespaces: readonly {
    name: string;
    state: string;
    groups: readonly { group: string; lag: number; records: number }[];
  }[];
}

/** Acts in rounds, so that every round's ids are its own. */
function eventsOf(seed: number, rounds = 3): BehaviourEvent[] {
  return fc
    .sample(acts, { numRuns: rounds, seed })
    .flatMap((list, i) =>
      toEvents(list).map((event) => ({ ...event, id: `${seed}-${i}-${event.id}` })),
    );
}

async function admin(
  { app }: Deployment,
  method: 'GET' | 'POST' | 'DELETE',
  path = '',
  payload?: object,
): Promise<{ status: number; body: Listed & { code?: string; message?: string } }> {
  const url = `/v1/admin/namespaces${path}`;
  const answer = await app.inject({ method, url, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json() };
}

/** What has not caught up in time, on a busy machine, may be asked for again. */
const goLive = (deployment: Deployment, name: string) =>
  eventually(`${name} is live`, async () => {
    const { status, body } = await admin(deployment, 'POST', `/${name}/live`);
    expect(status, JSON.stringify(body)).toBe(202);
  });

const untilServed = (deployment: Deployment, name: string) =>
  eventually(`${name} is served`, async () => {
    expect((await admin(deployment, 'GET')).body.served).toBe(name);
  });

/** Asks on and on; answers with what went wrong meanwhile, once it is told to stop. */
function visitors({ app }: Deployment) {
  const faults: string[] = [];
  let asked = 0;
  const end = new AbortController();
  const asking = (async () => {
    while (!end.signal.aborted) {
      const answer = await app.inject('/v1/recommendations?userId=ada&n=3');
      asked++;
      const { items = [], degraded } = answer.json<{ items?: unknown[]; degraded?: boolean }>();
      if (answer.statusCode !== 200 || items.length === 0 || degraded) faults.push(answer.body);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  return async () => {
    end.abort();
    await asking;
    return { asked, faults };
  };
}

describeDeployments('namespaces', (open) => {
  it('are rebuilt beside live traffic, swapped and swapped back without a request failing', async () => {
    const engines = await open(PARTITIONS);
    const deployment = await startDeployment(engines, PARTITIONS);
    const { log, store } = engines;
    const before = eventsOf(1);
    await publishInParts(log, before, 9);
    await expectModel(store, PARTITIONS, before);
    await eventually('the API knows items', async () => {
      const answer = await deployment.app.inject('/v1/recommendations?userId=ada&n=3');
      expect(answer.json<{ items: unknown[] }>().items.length).toBeGreaterThan(0);
    });
    const stopAsking = visitors(deployment);

    const made = await admin(deployment, 'POST', '', { name: 'n2', from: 'earliest' });
    expect(made.status, JSON.stringify(made.body)).toBe(202);
    const during = eventsOf(2);
    await publishInParts(log, during, 5);
    await goLive(deployment, 'n2');
    await untilServed(deployment, 'n2');

    const after = eventsOf(3);
    await publishInParts(log, after, 7);
    const all = [...before, ...during, ...after];
    await expectModel(store, PARTITIONS, all, 'n2');
    await expectModel(store, PARTITIONS, all);

    await goLive(deployment, 'main');
    await untilServed(deployment, 'main');
    const { asked, faults } = await stopAsking();
    expect(faults).toEqual([]);
    expect(asked).toBeGreaterThan(20);
    const { body } = await admin(deployment, 'GET');
    expect(body.namespaces.map(({ name, state }) => [name, state])).toEqual([
      ['main', 'live'],
      ['n2', 'previous'],
    ]);
  });

  it('go live only when they have all that was in the log, unless forced', async () => {
    const engines = await open(PARTITIONS);
    const deployment = await startServing(engines, PARTITIONS);
    await publishInParts(engines.log, eventsOf(6), 20);
    await admin(deployment, 'POST', '', { name: 'n2' });
    const early = await admin(deployment, 'POST', '/n2/live');
    expect(early).toMatchObject({ status: 409, body: { code: 'NAMESPACE_BEHIND' } });
    expect(early.body.message).toMatch(/profiles has \d+ records of behaviour.events to go/);
    await deployment.startWorker();
    await eventually('it has begun', async () => {
      const { groups } = (await admin(deployment, 'GET')).body.namespaces[1]!;
      expect(groups.every(({ lag, records }) => lag === 0 || lag < records)).toBe(true);
    });
    expect((await admin(deployment, 'POST', '/n2/live')).status).toBe(202);
    expect((await admin(deployment, 'POST', '/main/live', { force: true })).status).toBe(202);
  });

  it('are dropped with their state, and their names are not given again', async () => {
    const engines = await open(PARTITIONS);
    const deployment = await startDeployment(engines, PARTITIONS);
    const { log, store } = engines;
    const events = eventsOf(4);
    await publishInParts(log, events, 20);
    await admin(deployment, 'POST', '', { name: 'n2', from: 'earliest' });
    await expectModel(store, PARTITIONS, events, 'n2');

    expect((await admin(deployment, 'DELETE', '/main')).body.code).toBe('NAMESPACE_REFUSED');
    expect((await admin(deployment, 'DELETE', '/n2')).status).toBe(202);
    await eventually('nothing of n2 is left', async () => {
      for (let partition = 0; partition < PARTITIONS; partition++) {
        for (const group of ['profiles', 'items']) {
          const where = { namespace: 'n2', group, partition, partitions: PARTITIONS };
          const { fence, values } = await store.read(where, ['default/u/ada', 'default/tent']);
          expect([fence, ...values]).toEqual([undefined, undefined, undefined]);
        }
      }
    });
    await expectModel(store, PARTITIONS, events);
    expect((await admin(deployment, 'POST', '', { name: 'n2' })).body.code).toBe(
      'NAMESPACE_REFUSED',
    );
    expect((await admin(deployment, 'DELETE', '/n2')).status).toBe(404);
  });

  it('hold just what lies between where they begin and where they end', async () => {
    const engines = await open(1);
    const deployment = await startDeployment(engines, 1);
    const { log, store } = engines;
    const events = eventsOf(5);
    await publishInParts(log, events, 20);
    await admin(deployment, 'POST', '', { name: 'part', from: 'offset:10', to: 'offset:60' });
    await expectModel(store, 1, events.slice(10, 60), 'part');
    const where = { namespace: 'part', group: 'profiles', partition: 0, partitions: 1 };
    await eventually('it stands at its end', async () => {
      expect((await store.read(where, [])).fence?.next).toBe(60);
    });
    const { body } = await admin(deployment, 'GET');
    expect(body.namespaces[1]!.groups[0]).toEqual({ group: 'profiles', lag: 0, records: 50 });
    const refused = await admin(deployment, 'POST', '/part/live');
    expect(refused).toMatchObject({ status: 409, body: { code: 'NAMESPACE_BEHIND' } });
    expect((await admin(deployment, 'POST', '/part/live', { force: true })).status).toBe(202);
  });

  it('are refused with a reason where they cannot be', async () => {
    const engines = await open(PARTITIONS);
    const deployment = await startDeployment(engines, PARTITIONS);
    const [first] = await engines.log.admin.offsets(topics.behaviourEvents.name);
    const end = first!.end;
    const refusals: [object, string, RegExp][] = [
      [{ name: 'n2', from: `offset:${end + 1}` }, 'REPLAY_RANGE_INVALID', /beyond the end/],
      [{ name: 'n2', from: 'yesterday' }, 'REPLAY_RANGE_INVALID', /earliest, latest/],
      [{ name: 'n2', from: `time:${Date.now() + 60_000}` }, 'REPLAY_RANGE_INVALID', /not come yet/],
      [{ name: 'main' }, 'NAMESPACE_REFUSED', /would change nothing/],
      [{ name: 'N 2' }, 'NAMESPACE_REFUSED', /must match/],
      [{ name: 'n2', form: 'earliest' }, 'PARAMETER_UNKNOWN', /form/],
    ];
    for (const [body, code, message] of refusals) {
      const answer = await admin(deployment, 'POST', '', body);
      expect(answer.body).toMatchObject({ code, message: expect.stringMatching(message) });
    }
    expect((await admin(deployment, 'POST', '/n2/live')).status).toBe(404);
  });
});
