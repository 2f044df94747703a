import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cpuSecondsOf } from '../process-cost.ts';

/** Linux counts time in these for programs, whatever its own clock. */
const TICKS_PER_S = 100;

/** What a process has used so far, in s. */
export interface Used {
  /** Of all cores. */
  readonly cpu: number;
  /** By each of its threads, which last as long as it does. */
  readonly threads: ReadonlyMap<string, number>;
}

export async function usedBy(pid: number): Promise<Used> {
  const threads = new Map<string, number>();
  for (const thread of await readdir(`/proc/${pid}/task`)) {
    const text = await readFile(`/proc/${pid}/task/${thread}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    threads.set(thread, (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S);
  }
  return { cpu: await cpuSecondsOf(pid), threads };
}

/** µs for one of so many jobs: of the busiest thread, and of all. */
export function usPerJob(before: Used, after: Used, jobs: number) {
  const spent = [...after.threads].map(([id, s]) => s - (before.threads.get(id) ?? 0));
  return {
    thread: (1e6 * Math.max(...spent)) / jobs,
    cpu: (1e6 * (after.cpu - before.cpu)) / jobs,
  };
}

/** Bytes of a broker's topics on its disk: of the events, and of what workers publish of them. */
export async function topicBytes(dataDir: string): Promise<{ events: number; derived: number }> {
  let [events, derived] = [0, 0];
  for (const folder of await readdir(dataDir)) {
    if (!/^[a-z]+\.[a-z.]+-\d+$/.test(folder)) continue;
    const bytes = await segmentBytes(join(dataDir, folder));
    if (folder.startsWith('behaviour.events-')) events += bytes;
    else derived += bytes;
  }
  return { events, derived };
}

async function segmentBytes(folder: string): Promise<number> {
  const segments = (await readdir(folder)).filter((name) => name.endsWith('.log'));
  const sizes = await Promise.all(segments.map((name) => stat(join(folder, name))));
  return sizes.reduce((sum, { size }) => sum + size, 0);
}

/** Bytes that a process has in memory now. */
export async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
  return 1024 * Number(kilobytes);
}
