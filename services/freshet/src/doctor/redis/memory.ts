import type { InspectedServer } from '@freshet/store';
import { type Judgement, ok, problem, warning } from '../finding.ts';

const MIB = 1024 * 1024;
const WARNING_SHARE = 0.75;
const PROBLEM_SHARE = 0.9;

/** How much of what the server may use is used: of maxmemory, or without one of its machine. */
export function judgeMemory({ address, cli, info }: InspectedServer): Judgement {
  const used = Number(info.get('used_memory'));
  const bound = Number(info.get('maxmemory'));
  const room = bound > 0 ? bound : Number(info.get('total_system_memory'));
  if (!(room > 0)) return ok(`${address} uses ${inMib(used)}`);
  const what = bound > 0 ? 'maxmemory' : "its machine's memory";
  const share = used / room;
  const says = `${address} uses ${inMib(used)}, ${Math.floor(share * 100)} % of ${what} (${inMib(room)})`;
  if (share < WARNING_SHARE) return ok(says);
  const mend =
    bound > 0
      ? `${cli} config set maxmemory ${2 * bound} (and set it in redis.conf), if its machine has as much; otherwise a larger machine, or a Redis Cluster of more masters`
      : 'Give it a larger machine, or take a Redis Cluster of more masters';
  const then = 'When it is full, writes are refused and workers wait.';
  return share >= PROBLEM_SHARE
    ? problem(`${says}. ${then}`, mend)
    : warning(`${says}. ${then}`, mend);
}

const inMib = (bytes: number): string => `${Math.ceil(bytes / MIB)} MiB`;
