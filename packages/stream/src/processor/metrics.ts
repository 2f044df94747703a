import { Counter, Gauge, Histogram, type Registry } from '@freshet/runtime';
import { lagReport } from '../lag.ts';
import { perRegistry } from '../per-registry.ts';

/** Seconds; from a few ms (a visitor's own answer) to minutes (a backlog). */
const FRESHNESS_BUCKETS_S = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 1.5, 2, 5, 10, 30, 60, 300];
const BATCH_BUCKETS_S = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

export type ProcessorMetrics = ReturnType<typeof createProcessorMetrics>;

/** The figures of all processors of a process; labels are bounded by groups × partitions. */
export const createProcessorMetrics = perRegistry(createMetrics);

function createMetrics(registry: Registry) {
  const registers = [registry];
  return {
    lag: lagReport(registry),
    inputs: new Counter({
      name: 'freshet_processor_inputs_total',
      help: 'Inputs applied to state.',
      labelNames: ['group'],
      registers,
    }),
    repeated: new Counter({
      name: 'freshet_processor_repeated_inputs_total',
      help: 'Derived inputs dropped because their source offset had been seen.',
      labelNames: ['group'],
      registers,
    }),
    deadLetters: new Counter({
      name: 'freshet_processor_dead_letters_total',
      help: 'Records moved to dead.letters.',
      labelNames: ['group', 'code'],
      registers,
    }),
    stale: new Counter({
      name: 'freshet_processor_stale_writes_total',
      help: 'Writes refused because another owner had moved the fence.',
      labelNames: ['group'],
      registers,
    }),
    leftOut: new Counter({
      name: 'freshet_processor_observations_left_out_total',
      help: 'Observations (samples for the ranker) that could not be made or published in time.',
      labelNames: ['group'],
      registers,
    }),
    missed: new Counter({
      name: 'freshet_processor_missed_records_total',
      help: 'Offsets that retention removed before they were read.',
      labelNames: ['group'],
      registers,
    }),
    rebuilds: new Counter({
      name: 'freshet_processor_rebuilds_total',
      help: 'Partitions begun without any state although the log held records.',
      labelNames: ['group'],
      registers,
    }),
    pauses: new Counter({
      name: 'freshet_processor_pauses_total',
      help: 'Times a partition was left alone for a moment after a failure that passes by itself.',
      labelNames: ['group', 'code'],
      registers,
    }),
    stopped: new Gauge({
      name: 'freshet_partition_stopped',
      help: '1 while a partition is stopped by an error that needs somebody.',
      labelNames: ['group', 'partition'],
      registers,
    }),
    assignments: new Counter({
      name: 'freshet_partition_assignments_total',
      help: 'Times a partition was begun here: once at the start, again after each rebalance.',
      labelNames: ['group'],
      registers,
    }),
    batch: new Histogram({
      name: 'freshet_processor_batch_seconds',
      help: 'Time from a batch handed over to its state written or put by.',
      labelNames: ['group'],
      buckets: BATCH_BUCKETS_S,
      registers,
    }),
    freshness: new Histogram({
      name: 'freshet_freshness_seconds',
      help: "Event accepted by ingest until its effect is visible in the API; by group: profiles is the visitor's own answer, items is everybody's.",
      labelNames: ['group'],
      buckets: FRESHNESS_BUCKETS_S,
      registers,
    }),
  };
}
