import type { Intake } from '../shapes/health.ts';
import type { MetricValue, MetricValues } from './metric-values.ts';

/** What ingest took and refused, and what could not be processed, since the process started. */
export function intakeIn(metrics: MetricValues): Intake {
  const accepted = sum(metrics('freshet_ingest_events_accepted_total'));
  const duplicates = sum(metrics('freshet_ingest_events_duplicate_total'));
  const all = accepted + duplicates;
  return {
    accepted,
    duplicates,
    duplicateShare: all === 0 ? null : duplicates / all,
    rejected: metrics('freshet_ingest_rejected_total')
      .filter(({ value }) => value > 0)
      .map(({ labels, value }) => ({ code: String(labels['code']), count: value })),
    deadLetters: metrics('freshet_processor_dead_letters_total').map(({ labels, value }) => ({
      group: String(labels['group']),
      code: String(labels['code']),
      count: value,
    })),
  };
}

function sum(values: readonly MetricValue[]): number {
  return values.reduce((total, { value }) => total + value, 0);
}
