import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/forms.ts';
import { freePorts } from '../support/free-port.ts';
import { getJson, postJson } from '../support/http.ts';
import { commands, startProcess, untilReady, stripTypes } from '../support/processes.ts';

/** What publishing leaves free, and room for some thousand events. */
const DISK = '96m';
const EVENTS = 60;

/** A disk of this test's own, seen by one process only and gone with it. */
const mount = `mount -t tmpfs -o size=${DISK} none "$0"`;
const canMount =
  spawnSync('unshare', ['-Urm', 'sh', '-c', mount, '/tmp'], { timeout: 10_000 }).status === 0;

describe.skipIf(!canMount)('the embedded form on a full disk', () => {
  it('refuses with 503 and Retry-After, and has all that it acknowledged', async () => {
    const dir = temporaryFolder();
    const [port] = await freePorts(1);
    const run = `${mount} && exec "$@"`;
    const freshet = startProcess({
      command: ['unshare', '-Urm', 'sh', '-c', run, dir, process.execPath, ...stripTypes].concat(
        commands['freshet start'],
      ),
      env: { DATA_DIR: dir, PARTITIONS: '2', PORT: String(port), LOG_LEVEL: 'warn' },
    });
    const url = `http://127.0.0.1:${port}`;
    await untilReady(
      'freshet start',
      freshet,
      async () => void (await getJson(`${url}/health/ready`)),
    );
    const properties = { text: 'x'.repeat(7_000) };
    const large = { type: 'impression', userId: 'ada', itemId: 'tent', properties };
    const taken: string[] = [];
    const refusal = await eventually(
      'the disk is full',
      async () => {
        const from = taken.length;
        const events = Array.from({ length: EVENTS }, (_, i) => ({
          ...large,
          id: `event-${from + i}`,
        }));
        const answer = await postJson(`${url}/v1/events`, { events });
        if (answer.status === 202) taken.push(...events.map(({ id }) => id));
        expect(answer.status).toBe(503);
        return answer;
      },
      { timeoutMs: 60_000 },
    );
    expect(refusal.body).toMatchObject({
      code: 'LOG_UNREACHABLE',
      message: expect.stringContaining('make room there'),
    });
    expect(taken.length).toBeGreaterThan(EVENTS);
    await eventually('every event that was acknowledged is counted, and no other', async () => {
      const { events } = await getJson<{ events: number }>(`${url}/v1/profiles?userId=ada`);
      expect(events).toBe(taken.length);
    });
    expect(await getJson(`${url}/v1/messages/${taken.at(-1)}`)).toMatchObject({
      offset: expect.any(Number),
    });
    expect(await freshet.stop(), freshet.output()).toBe(0);
  });
});
