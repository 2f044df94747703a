import { Counter, type Registry } from '@freshet/runtime';

/** Counts events with a `recommId` that this deployment never gave; a repeated batch counts again. */
export function unknownAnswers(registry: Registry): () => void {
  const unknown = new Counter({
    name: 'freshet_attribution_unknown_answers_total',
    help: 'Events with a recommId that this deployment never gave, or gave to another site.',
    registers: [registry],
  });
  return () => unknown.inc();
}
