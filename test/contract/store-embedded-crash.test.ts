import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createEmbeddedStore, openEnvironment } from '@freshet/store/embedded';
import { expect, it, onTestFinished } from 'vitest';
import { bundled, stripTypes } from '../support/processes.ts';

const writer = 'test/support/embedded-writer.ts';
const partition = { namespace: 'live', group: 'group', partition: 0, partitions: 1 };
const keys = Array.from({ length: 20 }, (_, i) => `key ${i}`);

async function dataDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'freshet.crash-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** Lets a writer apply this many changes; answers with it, still writing, and the last number. */
async function writing(dir: string, changes: number): Promise<[ChildProcess, number]> {
  const [node = '', ...words] = bundled([process.execPath, ...stripTypes, writer, dir]);
  const child = spawn(node, words, {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let seen = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    seen += 1;
    if (seen === changes) return [child, Number(line)];
  }
  throw new Error('the writer ended by itself');
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

it('finds values and fence of one change after its process was killed', async () => {
  const dir = await dataDir();
  let before = 0;
  for (const changes of [1, 50, 333]) {
    const [child, last] = await writing(dir, changes);
    await kill(child);
    const environment = openEnvironment(dir);
    const store = createEmbeddedStore(environment);
    const { fence, values } = await store.read(partition, keys);
    expect(last).toBeGreaterThanOrEqual(before + changes);
    expect(fence!.next).toBeGreaterThanOrEqual(last);
    const numbers = values.map((value) => Number(Buffer.from(value!).toString()));
    expect(new Set(numbers)).toEqual(new Set([fence!.next]));
    before = fence!.next;
    await store.close();
    await environment.close();
  }
});

it('is refused while another process has the directory, and given when that one has ended', async () => {
  const dir = await dataDir();
  const [child] = await writing(dir, 1);
  expect(() => openEnvironment(dir)).toThrow(
    expect.objectContaining({
      code: 'DATA_DIR_IN_USE',
      message: expect.stringContaining(`in use by process ${child.pid}`),
    }),
  );
  await kill(child);
  await openEnvironment(dir).close();
});
