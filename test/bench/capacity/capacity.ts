import type { Figure } from '../figure.ts';
import { memoryBench } from '../memory.ts';
import type { Run } from '../run.ts';
import { answerCosts } from './answer-costs.ts';
import { embeddedBytes } from './embedded-bytes.ts';
import { eventCosts } from './event-costs.ts';

/** What docs/capacity.md is computed from, one deployment after another. */
export async function capacityBench(run: Run): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const measure of [eventCosts, answerCosts, embeddedBytes, redisBytes]) {
    figures.push(...(await measure(run)));
    await run.close();
  }
  return figures;
}

async function redisBytes(run: Run): Promise<readonly Figure[]> {
  const figures = await memoryBench(run);
  const named = { 'memory-user': 'user-redis-bytes', 'memory-item': 'item-redis-bytes' } as const;
  return figures.map((figure) => ({
    ...figure,
    name: named[figure.name as keyof typeof named],
  }));
}
