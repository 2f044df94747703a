import { expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { startProcess, stripTypes } from '../support/processes.ts';

const inOrder = ['stopping', 'http closed', 'publisher closed', 'engine closed'];

async function start(how: string) {
  const command = [process.execPath, ...stripTypes, 'test/support/ending-process.ts', how];
  const started = startProcess({ command, env: {} });
  const lines = () => started.output().split('\n');
  await eventually('it runs', () => expect(lines()).toContain('started'));
  /** The lines of its steps; what is logged is JSON. */
  const steps = () => lines().filter((line) => /^(stopping|[a-z]+ closed)$/.test(line));
  return { ...started, steps };
}

it('closes in order when it is told to, and exits with 0', async () => {
  const { stop, steps } = await start('in order');
  expect(await stop()).toBe(0);
  expect(steps()).toEqual(inOrder);
});

it('takes a signal that reaches it twice at a time for one', async () => {
  const { exited, steps } = await start('is told twice');
  expect(await exited).toBe(0);
  expect(steps()).toEqual(inOrder);
});

it('drains only after SIGTERM, not for somebody at a terminal', async () => {
  const { kill, exited, steps } = await start('drains');
  await kill('SIGINT');
  expect(await exited).toBe(0);
  expect(steps()).toEqual(inOrder);
});

it('ends where it stands at a second signal, and says so', async () => {
  const { kill, exited, steps, output } = await start('drains');
  let ended = false;
  void exited.then(() => (ended = true));
  await eventually('it ends', async () => {
    await kill('SIGTERM');
    expect(ended).toBe(true);
  });
  expect(await exited).toBe(1);
  expect(steps()).toEqual(['stopping']);
  expect(output()).toContain('SHUTDOWN_CUT_SHORT');
});

it('ends when a step takes too long, and names the step', async () => {
  const { stop, steps, output } = await start('hangs');
  expect(await stop()).toBe(1);
  expect(steps()).toEqual(['stopping', 'http closed']);
  expect(output()).toMatch(/publisher.{2,3} and all before it.*SHUTDOWN_OVERDUE/);
});

it.for(['fails', 'fails late'])('closes all the same when it %s, and exits with 1', async (how) => {
  const { kill, exited, steps, output } = await start(how);
  if (how === 'fails late') await kill('SIGTERM');
  expect(await exited).toBe(1);
  expect(steps()).toEqual(inOrder);
  expect(output()).toMatch(/the (log is gone|consumer died)/);
});
