import { openExperiments } from '@freshet/api';
import { expect, it } from 'vitest';
import { describeDeployments, type Engines, startServing } from '../support/deployment.ts';
import { quietLogger } from '../support/quiet-logger.ts';

const PARTITIONS = 1;
const PATH = '/v1/admin/experiments';

const definition = {
  scenarios: ['home'],
  variants: [
    { name: 'a', share: 1 },
    { name: 'b', share: 1, strategy: 'popular' },
  ],
};

interface Answer {
  readonly state?: string;
  readonly code?: string;
  readonly message?: string;
}

describeDeployments('experiments', (open) => {
  it('are made, started, stopped and deleted, and known to every process and after a restart', async () => {
    const engines = await open(PARTITIONS);
    const [here, there] = [await api(engines), await api(engines)];
    const made = { id: 'spring', state: 'draft', startedAt: null, holdout: 0.02 };
    expect(await here('PUT', '/spring', definition)).toMatchObject(made);
    expect(await here('POST', '/spring/start')).toMatchObject({ state: 'running' });
    await expect.poll(() => there('GET', '/spring')).toMatchObject({ state: 'running' });
    // Whoever has just heard of it decides on top of it.
    expect(await there('PUT', '/spring', definition)).toMatchObject({ code: 'EXPERIMENT_RUNNING' });
    expect(await there('POST', '/spring/stop')).toMatchObject({ state: 'stopped' });
    const later = await api(engines);
    expect(await later('GET', '')).toMatchObject({
      experiments: [{ id: 'spring', state: 'stopped', variants: [{ name: 'a' }, { name: 'b' }] }],
    });
    expect(await later('DELETE', '/spring')).toEqual({ id: 'spring' });
    await expect.poll(() => here('GET', '/spring')).toMatchObject({ code: 'EXPERIMENT_UNKNOWN' });
  });

  it('that start at the same moment in one scenario: one runs, the others are told which', async () => {
    const engines = await open(PARTITIONS);
    const ids = ['a', 'b', 'c', 'd'];
    const processes = await Promise.all(ids.map(() => api(engines)));
    for (const id of ids) await processes[0]!('PUT', `/${id}`, definition);
    for (const process of processes)
      await expect.poll(() => process('GET', '/d')).toMatchObject({ id: 'd' });
    const answers = await Promise.all(ids.map((id, i) => processes[i]!('POST', `/${id}/start`)));
    const running = answers.findIndex(({ state }) => state === 'running');
    for (const [i, answer] of answers.entries()) {
      if (i === running) continue;
      expect(answer.code).toBe('EXPERIMENT_CONFLICT');
      expect(answer.message).toContain(`"${ids[running]!}" runs in scenario home`);
    }
    const { all, close } = await openExperiments({ ...engines, ...following });
    const states = ids.map((id) => all.get(`default/${id}`)!.state);
    expect(states).toEqual(ids.map((_, i) => (i === running ? 'running' : 'draft')));
    await close();
  });

  it('are the business of this machine only, and of sites and ids that can be', async () => {
    const { app } = await startServing(await open(PARTITIONS), PARTITIONS);
    const away = await app.inject({ method: 'GET', url: PATH, remoteAddress: '10.0.0.7' });
    expect([away.statusCode, away.json()]).toMatchObject([403, { code: 'ADMIN_LOCAL_ONLY' }]);
    for (const url of [`${PATH}?site=No%20Site`, `${PATH}/No%20Name`, `${PATH}?sight=x`]) {
      expect((await app.inject(url)).statusCode, url).toBe(400);
    }
    const started = await app.inject({ method: 'POST', url: `${PATH}/never/start` });
    expect([started.statusCode, started.json()]).toMatchObject([
      404,
      { code: 'EXPERIMENT_UNKNOWN' },
    ]);
  });
});

const following = {
  logger: quietLogger,
  clock: Date.now,
  onFatal(error: Error) {
    throw error;
  },
};

/** The admin routes of one more API process on the same engines. */
async function api(engines: Engines) {
  const { app } = await startServing(engines, PARTITIONS);
  return async (method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, payload?: object) => {
    const answer = await app.inject({ method, url: PATH + path, ...(payload && { payload }) });
    return answer.json<Answer>();
  };
}
