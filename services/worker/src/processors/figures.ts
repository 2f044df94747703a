import {
  addOutcome,
  DayPlaces,
  dayKeyOf,
  emptyFigures,
  type Figures,
  type Outcome,
} from '@freshet/attribution';
import { type NamespaceTopics, Undecodable } from '@freshet/events';
import {
  FIGURES_DAYS_KEPT,
  FIGURES_IDLE_S,
  figuresRecord,
  figuresStateCodec,
  GROUPS,
} from '@freshet/store';
import type { Processor } from '@freshet/stream';
import { decodeOutcomes } from '../attribution/outcome-message.ts';

/** Few cells take in very many outcomes: one write of a cell stands for a second of them. */
const FLUSH_INTERVAL_MS = 1_000;
const DAY_S = 86_400;

/** What an outcome adds to its cell, or to the day it lies in. */
type Addition = Outcome & { readonly day: string | null };

/**
 * Group `figures`: attribution.outcomes → the figures of each cell, and their line in attribution.figures;
 * and those of places once more, day by day.
 */
export function createFiguresProcessor({
  attributionOutcomes,
  attributionFigures,
}: Pick<NamespaceTopics, 'attributionOutcomes' | 'attributionFigures'>): Processor<
  Addition,
  Figures | DayPlaces,
  never
> {
  return {
    group: GROUPS.figures,
    input: attributionOutcomes,
    codec: figuresStateCodec,
    stateTtlS: (key) => (isDay(key) ? FIGURES_DAYS_KEPT * DAY_S : FIGURES_IDLE_S),
    flushIntervalMs: FLUSH_INTERVAL_MS,
    flushKeysMax: 1_000,
    decode({ value }) {
      if (value === null) throw new Undecodable('attribution-outcomes', 'an empty value');
      const { sourcePartition, offsets, outcomes } = decodeOutcomes(value);
      const each = outcomes.map(additionsOf);
      return {
        inputs: each.flat(),
        // Additions of one outcome have one offset: they are dropped, or not, together.
        source: {
          partition: sourcePartition,
          offsets: each.flatMap((additions, i) => additions.map(() => offsets[i]!)),
        },
      };
    },
    key: ({ day, cell }) => day ?? cell,
    at: ({ at }) => at,
    receivedAt: ({ receivedAt }) => receivedAt,
    process(addition, known) {
      const state = known ?? (addition.day === null ? emptyFigures() : new DayPlaces());
      if (state instanceof DayPlaces) state.add(addition);
      else addOutcome(state, addition);
      return { state, outputs: [] };
    },
    snapshot: {
      topic: attributionFigures.name,
      record: (cell, state) =>
        state instanceof DayPlaces ? null : { key: cell, value: figuresRecord(cell, state) },
    },
  };
}

function additionsOf(outcome: Outcome): Addition[] {
  const cell = { ...outcome, day: null };
  const day = dayKeyOf(outcome);
  return day === undefined ? [cell] : [cell, { ...outcome, day }];
}

const isDay = (key: string) => key.split('/')[1] === 'day';
