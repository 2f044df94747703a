import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { distributedForm, forms } from '../support/forms.ts';
import { getJson, postJson } from '../support/http.ts';
import { type RunningService } from '../support/processes.ts';
import { runFreshet } from '../support/freshet-command.ts';

const EVENTS = 2_000;
const PER_REQUEST = 500;
const USERS = 40;
/** In which a worker computes a small part of the state. */
const TURN_MS = 150;

interface Listing {
  readonly namespaces: readonly { groups: readonly { lag: number; records: number }[] }[];
}

/** A namespace that has not caught up in time, on a busy machine, is refused and may be asked for again. */
function swap(...args: string[]): Promise<string> {
  return eventually('the namespace is live', async () => {
    const { code, output } = await runFreshet('namespaces', 'swap', ...args);
    expect(code, output).toBe(0);
    return output;
  });
}

async function click(ingestUrl: string, from: number): Promise<void> {
  const events = Array.from({ length: PER_REQUEST }, (_, i) => ({
    id: `event-${from + i}`,
    type: 'click',
    userId: `user-${(from + i) % USERS}`,
    itemId: `item-${(from + i) % 7}`,
  }));
  const { status } = await postJson(`${ingestUrl}/v1/events`, { events });
  expect(status).toBe(202);
}

describe.each(forms)('$name', ({ available, start }) => {
  it.skipIf(!available)('computes state anew and goes over to it, from the shell', async () => {
    const { ingestUrl, apiUrl } = await start({ partitions: 4 });
    for (let i = 0; i < EVENTS; i += PER_REQUEST) await click(ingestUrl, i);
    const profile = () => getJson<{ events: number }>(`${apiUrl}/v1/profiles?userId=user-3`);
    await eventually('all is counted', async () => {
      expect((await profile()).events).toBe(EVENTS / USERS);
    });
    const at = ['--url', apiUrl];

    const replayed = await runFreshet('replay-log', '--group', 'profiles', '--into', 'n2', ...at);
    expect(replayed.output).toContain(`n2 has caught up: ${EVENTS} events`);
    const swapped = await swap('n2', ...at, '--json');
    expect(swapped).toMatch(/"live":"n2","previous":"main","served":"n2"/);
    expect((await profile()).events).toBe(EVENTS / USERS);
    await click(ingestUrl, EVENTS);
    await eventually('the namespace follows', async () => {
      // 500 more clicks of 40 visitors: the first 20 got 13 of them, user-3 among these.
      expect((await profile()).events).toBe(EVENTS / USERS + 13);
    });

    expect(await swap('main', ...at)).toMatch(/main\s+live .*\nn2\s+previous /);
    const refused = await runFreshet('namespaces', 'drop', 'main', ...at);
    expect(refused).toMatchObject({
      code: 1,
      output: expect.stringMatching(/ADMIN_REFUSED: .*NAMESPACE_REFUSED: "main" is live/),
    });
    expect((await runFreshet('namespaces', 'drop', 'n2', ...at)).code).toBe(0);
  });
});

/**
 * Stops the workers while n2 is being computed. They run in short turns, and are looked at while they
 * stand still: run on, they may be done before anybody has looked.
 */
async function stopInTheMiddle(apiUrl: string, workers: readonly RunningService[]): Promise<void> {
  const signal = (name: NodeJS.Signals) => Promise.all(workers.map((worker) => worker.kill(name)));
  const rebuild = async () => {
    const { namespaces } = await getJson<Listing>(`${apiUrl}/v1/admin/namespaces`);
    return namespaces[1]!.groups[0]!;
  };
  await eventually('the rebuild is planned', rebuild);
  await eventually(
    'the rebuild has begun and not ended',
    async () => {
      await signal('SIGCONT');
      await delay(TURN_MS);
      await signal('SIGSTOP');
      const { lag, records } = await rebuild();
      expect([lag > 0, lag < records], `${lag} of ${records}`).toEqual([true, true]);
    },
    { timeoutMs: 180_000 },
  );
}

it.skipIf(!distributedForm.available)(
  'a worker killed in the middle of a rebuild costs nothing and counts nothing twice',
  async () => {
    const many = 20_000;
    const { ingestUrl, apiUrl, addWorker, processes } = await distributedForm.start();
    for (let i = 0; i < many; i += PER_REQUEST) await click(ingestUrl, i);
    const survivor = await addWorker();
    const killed = processes[0]!;
    const at = ['--url', apiUrl];
    const replaying = runFreshet('replay-log', '--group', 'profiles', '--into', 'n2', ...at);
    await stopInTheMiddle(apiUrl, [killed, survivor]);
    await killed.kill('SIGKILL');
    await survivor.kill('SIGCONT');
    expect((await replaying).output).toContain(`n2 has caught up: ${many} events`);
    await swap('n2', ...at);
    const counts = await Promise.all(
      Array.from({ length: USERS }, async (_, user) => {
        const profile = await getJson<{ events: number }>(
          `${apiUrl}/v1/profiles?userId=user-${user}`,
        );
        return profile.events;
      }),
    );
    expect(new Set(counts)).toEqual(new Set([many / USERS]));
  },
);

it('says when nothing answers, and which options there are', async () => {
  const away = await runFreshet('namespaces', 'list', '--url', 'http://127.0.0.1:1');
  expect(away.code).toBe(1);
  expect(away.output).toMatch(/ADMIN_REFUSED: .*cannot be reached: .*See --url/);
  expect((await runFreshet('replay-log', '--help')).output).toContain('--into NAME');
});
