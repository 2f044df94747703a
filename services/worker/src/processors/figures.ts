import { addOutcome, emptyFigures, type Figures, type Outcome } from '@freshet/attribution';
import { type NamespaceTopics, Undecodable } from '@freshet/events';
import { FIGURES_IDLE_S, figuresCodec, figuresRecord, GROUPS } from '@freshet/store';
import type { Processor } from '@freshet/stream';
import { decodeOutcomes } from '../attribution/outcome-message.ts';

/** Few cells take in very many outcomes: one write of a cell stands for a second of them. */
const FLUSH_INTERVAL_MS = 1_000;

/** Group `figures`: attribution.outcomes → the figures of each cell, and their line in attribution.figures. */
export function createFiguresProcessor({
  attributionOutcomes,
  attributionFigures,
}: Pick<NamespaceTopics, 'attributionOutcomes' | 'attributionFigures'>): Processor<
  Outcome,
  Figures,
  never
> {
  return {
    group: GROUPS.figures,
    input: attributionOutcomes,
    codec: figuresCodec,
    stateTtlS: FIGURES_IDLE_S,
    flushIntervalMs: FLUSH_INTERVAL_MS,
    flushKeysMax: 1_000,
    decode({ value }) {
      if (value === null) throw new Undecodable('attribution-outcomes', 'an empty value');
      const { sourcePartition, offsets, outcomes } = decodeOutcomes(value);
      return { inputs: outcomes, source: { partition: sourcePartition, offsets } };
    },
    key: ({ cell }) => cell,
    at: ({ at }) => at,
    receivedAt: ({ receivedAt }) => receivedAt,
    process(outcome, known) {
      const figures = known ?? emptyFigures();
      addOutcome(figures, outcome);
      return { state: figures, outputs: [] };
    },
    snapshot: {
      topic: attributionFigures.name,
      record: (cell, figures) => ({ key: cell, value: figuresRecord(cell, figures) }),
    },
  };
}
