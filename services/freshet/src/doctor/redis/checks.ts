import type { InspectedServer, StoreInspection } from '@freshet/store';
import type { Check } from '../check.ts';
import type { Judgement } from '../finding.ts';
import { judgeClock } from '../machine/clock.ts';
import { judgeCluster } from './cluster.ts';
import { judgeMemory } from './memory.ts';
import { judgePersistence } from './persistence.ts';
import { judgeServer } from './servers.ts';

const LIMIT_MS = 15_000;

/** All that is looked at in Redis; `inspect` is asked once. */
export function redisChecks(inspect: () => Promise<StoreInspection>): Check[] {
  let asked: Promise<StoreInspection> | undefined;
  const inspection = () => (asked ??= inspect());
  const check = (name: string, look: Check['look']): Check => ({ name, limitMs: LIMIT_MS, look });
  /** What cannot be asked is said once, by the first check. */
  const answering = async () => {
    const found = await inspection().catch(() => undefined);
    return found?.servers.filter(({ failure }) => failure === undefined) ?? [];
  };
  const ofEach = (name: string, judge: (server: InspectedServer) => Judgement): Check =>
    check(name, async () => (await answering()).map(judge));
  return [
    check('redis', async () => (await inspection()).servers.flatMap(judgeServer)),
    ofEach('persistence', judgePersistence),
    ofEach('memory', judgeMemory),
    ofEach('redis clock', ({ address, aheadMs }) => judgeClock(`Redis at ${address}`, aheadMs)),
    check('slots', async () => {
      const found = await inspection().catch(() => undefined);
      return found?.cluster === undefined ? [] : [judgeCluster(found.cluster)];
    }),
  ];
}
