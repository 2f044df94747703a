import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { distributedForm } from '../support/forms.ts';
import { postJson } from '../support/http.ts';
import type { RunningService } from '../support/processes.ts';

const PARTITIONS = 12;

async function metricsOf({ url }: RunningService): Promise<string> {
  return (await fetch(`${url}/metrics`)).text();
}

/** The partitions a worker holds, as its own lag figures tell. */
async function heldBy(worker: RunningService, group: string): Promise<number[]> {
  const pattern = new RegExp(
    `^freshet_partition_lag_records\\{group="${group}",partition="(\\d+)"\\}`,
    'gm',
  );
  return [...(await metricsOf(worker)).matchAll(pattern)].map((match) => Number(match[1]));
}

async function expectShared(workers: readonly RunningService[]): Promise<void> {
  for (const group of ['profiles', 'items']) {
    const held = await Promise.all(workers.map((worker) => heldBy(worker, group)));
    expect(held.flat().toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: PARTITIONS }, (_, p) => p),
    );
    expect(held.map((own) => own.length)).toEqual(workers.map(() => PARTITIONS / workers.length));
  }
}

describe.skipIf(!distributedForm.available)('workers (Kafka and Redis)', () => {
  it('share the partitions by themselves, one, two and four of them, and show how they fare', async () => {
    const form = await distributedForm.start({ partitions: PARTITIONS });
    const workers = [form.processes[0]!];
    for (const count of [1, 2, 4]) {
      while (workers.length < count) workers.push(await form.addWorker());
      await eventually(`${count} share`, () => expectShared(workers), { timeoutMs: 120_000 });
    }
    const events = Array.from({ length: 100 }, (_, i) => ({
      type: 'view',
      userId: `u${i}`,
      itemId: 'tent',
    }));
    expect((await postJson(`${form.ingestUrl}/v1/events`, { events })).status).toBe(202);
    await eventually('all are applied, at one worker or another', async () => {
      const texts = await Promise.all(workers.map(metricsOf));
      for (const group of ['profiles', 'items']) {
        const total = (name: string) =>
          texts
            .map((text) => new RegExp(`^${name}\\{group="${group}"\\} (\\d+)`, 'm').exec(text)?.[1])
            .reduce((sum, value) => sum + Number(value ?? 0), 0);
        expect(total('freshet_processor_inputs_total')).toBe(100);
        expect(total('freshet_freshness_seconds_count')).toBe(100);
        expect(total('freshet_processor_batch_seconds_count')).toBeGreaterThan(0);
      }
    });
  });
});
