import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openEnvironment } from '@freshet/store/embedded';
import type { Log } from '@freshet/stream';
import { createEmbeddedLog } from '@freshet/stream/embedded';
import { expect, it, onTestFinished } from 'vitest';
import { readAll } from '../../support/log-reading.ts';
import { quietLogger } from '../../support/quiet-logger.ts';
import { keyedTopic } from '../../support/topics.ts';
import { bundled, stripTypes } from '../../support/processes.ts';

const writer = 'test/support/log-writer.ts';
const topic = keyedTopic('written');

it('has every acknowledged record at its place after its process was killed', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'freshet-crash-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const acknowledged = new Map<string, string>();
  for (const records of [1, 100, 700]) {
    for (const [place, value] of await writeUntilKilled(dir, records)) {
      expect(acknowledged.has(place), `${place} was given twice`).toBe(false);
      acknowledged.set(place, value);
    }
    const found = await withLog(dir, async (log) => {
      const all = await readAll(log, topic);
      return new Map(all.map((r) => [`${r.partition} ${r.offset}`, r.value!.trimEnd()]));
    });
    for (const [place, value] of acknowledged) expect(found.get(place)).toBe(value);
    // What was written and not yet acknowledged is at most a record of each publisher.
    expect(found.size - acknowledged.size).toBeLessThanOrEqual(3 * 8);
  }
  const places = await withLog(dir, (log) =>
    log.publisher.publish(topic.name, [{ key: 'next', value: null }]),
  );
  for (const { partition, offset } of places) {
    expect(acknowledged.has(`${partition} ${offset}`)).toBe(false);
  }
});

/** The acknowledged records, value by place, of a process killed after so many of them. */
async function writeUntilKilled(dir: string, records: number): Promise<Map<string, string>> {
  const [node = '', ...words] = bundled([process.execPath, ...stripTypes, writer, dir]);
  const child = spawn(node, words, {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  const acknowledged = new Map<string, string>();
  // Lines that it wrote before it was killed are read to the end.
  for await (const line of createInterface({ input: child.stdout })) {
    const [partition, offset, value] = line.split(' ');
    if (value === undefined) continue;
    acknowledged.set(`${partition} ${offset}`, value);
    if (acknowledged.size === records) child.kill('SIGKILL');
  }
  await exited;
  return acknowledged;
}

async function withLog<T>(dir: string, work: (log: Log) => Promise<T>): Promise<T> {
  const environment = openEnvironment(dir);
  const log = createEmbeddedLog({ environment, partitions: 4, logger: quietLogger });
  await log.admin.ensureTopics([topic]);
  try {
    return await work(log);
  } finally {
    await log.close();
    await environment.close();
  }
}
