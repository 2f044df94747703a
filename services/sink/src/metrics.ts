import { Counter, type Registry } from '@freshet/runtime';
import type { FailureCause } from './destination.ts';

export type SinkMetrics = ReturnType<typeof createSinkMetrics>;

const causes: readonly FailureCause[] = ['timeout', 'network', 'status', 'disk'];

export function createSinkMetrics(registry: Registry) {
  const registers = [registry];
  const failedAttempts = new Counter({
    name: 'freshet_sink_failed_attempts_total',
    help: 'Deliveries that failed and are tried again.',
    labelNames: ['cause'],
    registers,
  });
  for (const cause of causes) failedAttempts.inc({ cause }, 0);
  return {
    failedAttempts,
    delivered: new Counter({
      name: 'freshet_sink_delivered_events_total',
      help: 'Events the destination has taken; repetitions after a crash count again.',
      registers,
    }),
    deadLetters: new Counter({
      name: 'freshet_sink_dead_letters_total',
      help: 'Events moved to dead.letters: refused by the destination, or not readable.',
      labelNames: ['code'],
      registers,
    }),
  };
}
