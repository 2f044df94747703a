import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { postJson } from './http.ts';
import { type RunningService, startService } from './processes.ts';

/** What is in every body that an attack sends, and nowhere else. */
export const MARK = 'bodies-stay-out-of-logs';

export interface AttackTarget {
  readonly service: RunningService;
  /**
   * Runs an attack, and sees to it afterwards that the process answers a good request, that it took no
   * event before that, and that neither objects nor logs have anything of the attack in them.
   */
  unharmedBy<T>(attack: (url: string) => Promise<T>): Promise<T>;
}

/** `freshet start` for the attacks of one file. */
export function startAttackTarget(): AttackTarget {
  const dataDir = mkdtempSync(join(tmpdir(), 'freshet-attacks-'));
  let service: RunningService;
  beforeAll(async () => {
    const env = { DATA_DIR: dataDir, PARTITIONS: '2', LOG_LEVEL: 'debug' };
    service = await startService('freshet start', { env });
  });
  afterAll(async () => {
    await service.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  });
  return {
    get service() {
      return service;
    },
    async unharmedBy(attack) {
      const before = await accepted(service.url);
      const result = await attack(service.url);
      const click = { type: 'click', userId: 'honest', itemId: 'tent' };
      const answer = await postJson(`${service.url}/v1/events`, click);
      expect(answer).toEqual({
        status: 202,
        body: { accepted: 1, rejected: [], durability: 'log' },
      });
      expect(await accepted(service.url), 'only the good click was taken').toBe(before + 1);
      expect(service.output()).not.toContain(MARK);
      return result;
    },
  };
}

async function accepted(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^freshet_ingest_events_accepted_total (\d+)/m.exec(metrics)![1]);
}
