import { readFileSync } from 'node:fs';
import type { BehaviourEvent } from '@freshet/events';
import { eventually } from '../support/eventually.ts';

/**
 * What the sink's file has otherwise than the log, in words. A sink repeats a batch after a crash only:
 * one that ends in order commits all that it wrote.
 */
export async function deliveryDifferences(
  file: string,
  events: readonly BehaviourEvent[],
): Promise<readonly string[]> {
  const expected = events.map(({ id }) => id).toSorted();
  let delivered: readonly string[] = [];
  await eventually('the sink is through', () => {
    delivered = idsIn(file);
    if (delivered.length < expected.length) throw new Error(`${delivered.length} events`);
  }).catch(() => undefined);
  const there = new Set(delivered);
  const lost = expected.filter((id) => !there.has(id)).length;
  const doubled = delivered.length + lost - expected.length;
  if (lost === 0 && doubled === 0) return [];
  return [`the sink's file: ${lost} events of the log lost, ${doubled} doubled`];
}

const idsIn = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => (JSON.parse(line) as BehaviourEvent).id);
