import { execSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
export function snap(): Map<string, number> {
  const out = execSync('ps -eo pid=,ppid=,args=')
    .toString()
    .trim()
    .split('\n')
    .map((l) => l.trim().match(/^(\d+)\s+(\d+)\s+(.*)$/)!);
  const m = new Map<string, number>();
  for (const [, pid, ppid, args] of out) {
    if (Number(ppid) !== process.pid) continue;
    try {
      const f = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
      const name = /(services\/\w+|servers\/[\w-]+|redis-server|java)/.exec(args!)?.[1];
      if (name) m.set(name, (Number(f[11]) + Number(f[12])) * 10);
    } catch {}
  }
  return m;
}
export function diff(a: Map<string, number>, b: Map<string, number>, n: number) {
  return [...b]
    .map(([k, v]) => `${k} ${(((v - (a.get(k) ?? 0)) * 1000) / n).toFixed(1)}`)
    .join('  ');
}
