import type { Act, Outcome } from '@freshet/attribution';
import {
  type BehaviourEvent,
  type Namespace,
  namespaceTopics,
  type RecommIdSigner,
} from '@freshet/events';
import type { LogRecord } from '@freshet/stream';
import { createAttributionProcessor } from '@freshet/worker';
import { RecentStates } from './recent-states.ts';

/** What counts of one event. */
export interface Attributed {
  /** Of the visitor it counts for. */
  readonly key: string;
  /** null: two visitors were found to be one. */
  readonly event: BehaviourEvent | null;
  /** What counts at places. */
  readonly acts: readonly Act[];
  /** What that and the rest comes to, by cell. */
  readonly outcomes: readonly Outcome[];
}

export interface FoldOptions {
  readonly namespace: Namespace;
  readonly signer: RecommIdSigner;
  readonly visitorsMax: number;
  onForgotten(): void;
}

type Processor = ReturnType<typeof createAttributionProcessor>;
type Input = ReturnType<Processor['decode']>['inputs'][number];

/**
 * One partition of events as the worker's group `attribution` reads it, so that what counts here is what it
 * counted: the same processor, over the same records.
 */
export class AttributionFold {
  readonly #processor: Processor;
  readonly #states: RecentStates<NonNullable<ReturnType<Processor['process']>['state']>>;
  /** Offset taken last, by source partition. */
  readonly #taken = new Map<number, number>();
  #acts: Act[] = [];

  constructor({ namespace, signer, visitorsMax, onForgotten }: FoldOptions) {
    this.#processor = createAttributionProcessor({
      topics: namespaceTopics(namespace),
      namespace,
      signer,
      countUnknown: () => {},
      witness: (act) => this.#acts.push(act),
    });
    this.#states = new RecentStates(this.#processor.codec, visitorsMax, onForgotten);
  }

  /** @throws Undecodable, UnknownSchema. */
  take(record: LogRecord): readonly Attributed[] {
    const { inputs, source } = this.#processor.decode(record);
    if (source === undefined) return inputs.map((input) => this.#process(input));
    // What was handed over is handed over again where a batch was cut off; one record has all of an offset.
    const taken = this.#taken.get(source.partition) ?? -1;
    this.#taken.set(source.partition, Math.max(taken, ...source.offsets));
    return inputs.filter((_, i) => source.offsets[i]! > taken).map((input) => this.#process(input));
  }

  #process(told: Input): Attributed {
    this.#acts = [];
    const key = this.#processor.key(told);
    const { state, outputs } = this.#processor.process(told, this.#states.get(key));
    this.#states.set(key, state);
    const event = 'input' in told ? told.input.event : null;
    return { key, event, acts: this.#acts, outcomes: outputs };
  }
}
