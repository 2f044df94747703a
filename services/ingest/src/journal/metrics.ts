import { Counter, Gauge, type Registry } from '@freshet/runtime';

export interface JournalMetrics {
  readonly journaled: Counter;
  readonly drained: Counter;
}

/** What the journal holds at the moment. */
export interface JournalState {
  bytes(): number;
  /** The bound of `bytes`. */
  bytesMax(): number;
  backlog(): number;
  lanesBehind(): number;
}

export function createJournalMetrics(registry: Registry, state: JournalState): JournalMetrics {
  const registers = [registry];
  gauge('bytes', 'Bytes of the journal on disk.', state.bytes);
  gauge('limit_bytes', 'Bytes of the journal at which events are refused.', state.bytesMax);
  gauge('records', 'Journaled records that the log may not have yet.', state.backlog);
  gauge('partitions', 'Partitions whose records go to the journal now.', state.lanesBehind);
  return {
    journaled: new Counter({
      name: 'freshet_ingest_journal_appended_total',
      help: 'Records flushed to the journal.',
      registers,
    }),
    drained: new Counter({
      name: 'freshet_ingest_journal_drained_total',
      help: 'Records taken from the journal into the log.',
      registers,
    }),
  };

  function gauge(noun: string, help: string, read: () => number): void {
    registry.registerMetric(
      new Gauge({
        name: `freshet_ingest_journal_${noun}`,
        help,
        registers: [],
        collect() {
          this.set(read());
        },
      }),
    );
  }
}
