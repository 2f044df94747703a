import { Counter, type Registry } from '@freshet/runtime';
import { OUTCOMES, type Outcome } from './schooling.ts';

/** Counts what becomes of samples. */
export function sampleCounts(registry: Registry): (outcome: Outcome) => void {
  const counter = new Counter({
    name: 'freshet_ranker_samples_total',
    help: 'Samples read by the ranker, by what became of them.',
    labelNames: ['outcome'],
    registers: [registry],
  });
  for (const outcome of OUTCOMES) counter.inc({ outcome }, 0);
  return (outcome) => counter.inc({ outcome });
}
