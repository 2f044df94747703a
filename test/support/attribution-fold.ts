import {
  addOutcome,
  DayPlaces,
  dayKeyOf,
  emptyFigures,
  type Figures,
  type Outcome,
} from '@freshet/attribution';
import { FIRST_NAMESPACE, type Handover, namespaceTopics } from '@freshet/events';
import { figuresStateCodec } from '@freshet/store';
import type { LogRecord, Processor, Signer } from '@freshet/stream';
import { createAttributionProcessor } from '../../services/worker/src/processors/attribution.ts';

/** What one partition of events comes to. */
export interface Folded {
  /** Values of visitors and of figures, by key. */
  readonly visitors: ReadonlyMap<string, Uint8Array>;
  readonly figures: ReadonlyMap<string, Uint8Array>;
  /** What visitors have told each other by all of it, and what of that lies in it, each once. */
  readonly told: number;
  readonly heard: number;
}

/** What an attribution makes of the only partition of a log that reads it from end to end, once. */
export function foldAttribution(signer: Signer, records: readonly LogRecord[]): Folded {
  const processor = createAttributionProcessor({
    topics: namespaceTopics({ name: FIRST_NAMESPACE, events: null }),
    namespace: { name: FIRST_NAMESPACE, to: null },
    signer,
    countUnknown: () => {},
  });
  const fold = new Fold(processor);
  for (const record of records) fold.take(record);
  const encoded = <T>(all: ReadonlyMap<string, T>, encode: (one: T) => Uint8Array) =>
    new Map([...all].map(([key, one]) => [key, encode(one)]));
  return {
    visitors: encoded(fold.states, processor.codec.encode),
    figures: encoded(fold.figures, figuresStateCodec.encode),
    told: fold.told,
    heard: fold.heard,
  };
}

class Fold<Input, State> {
  readonly states = new Map<string, State>();
  readonly figures = new Map<string, Figures | DayPlaces>();
  told = 0;
  heard = 0;
  readonly #processor: Processor<Input, State, Outcome, unknown, Handover>;
  /** By source partition. */
  readonly #highest = new Map<number, number>();

  constructor(processor: Processor<Input, State, Outcome, unknown, Handover>) {
    this.#processor = processor;
  }

  take(record: LogRecord): void {
    const { inputs, source } = this.#processor.decode(record);
    const highest = source && (this.#highest.get(source.partition) ?? -1);
    for (const [i, input] of inputs.entries()) {
      if (source !== undefined) {
        if (source.offsets[i]! <= highest!) continue;
        this.#highest.set(source.partition, source.offsets[i]!);
        this.heard++;
      }
      this.#process(input);
    }
  }

  #process(input: Input): void {
    const key = this.#processor.key(input);
    const { state, outputs, handovers = [] } = this.#processor.process(input, this.states.get(key));
    if (state === undefined) this.states.delete(key);
    else this.states.set(key, state);
    this.told += handovers.length;
    for (const outcome of outputs) this.#count(outcome);
  }

  #count(outcome: Outcome): void {
    const figures = (this.figures.get(outcome.cell) as Figures | undefined) ?? emptyFigures();
    this.figures.set(outcome.cell, figures);
    addOutcome(figures, outcome);
    const dayKey = dayKeyOf(outcome);
    if (dayKey === undefined) return;
    const day = (this.figures.get(dayKey) as DayPlaces | undefined) ?? new DayPlaces();
    this.figures.set(dayKey, day);
    day.add(outcome);
  }
}
