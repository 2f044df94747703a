import type { Act } from '@freshet/attribution';
import {
  type AnswerFacts,
  type BehaviourEvent,
  type Namespace,
  namespaceTopics,
  type RecommIdSigner,
} from '@freshet/events';
import type { LogRecord } from '@freshet/stream';
import { createAttributionProcessor } from '@freshet/worker';
import { RecentStates } from './recent-states.ts';

/** An act that counts, and what made it count. */
export interface Attributed {
  readonly act: Act;
  /** Of the visitor it counts for. */
  readonly key: string;
  /** null: two visitors were found to be one. */
  readonly event: BehaviourEvent | null;
  /** What the event brings back. */
  readonly answer: AnswerFacts | null;
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
  #key = '';
  #attributed: Attributed[] = [];

  constructor({ namespace, signer, visitorsMax, onForgotten }: FoldOptions) {
    this.#processor = createAttributionProcessor({
      topics: namespaceTopics(namespace),
      namespace,
      signer,
      countUnknown: () => {},
      witness: (act, occasion) => {
        const { event, answer } = occasion ?? { event: null, answer: null };
        this.#attributed.push({ act, key: this.#key, event, answer });
      },
    });
    this.#states = new RecentStates(this.#processor.codec, visitorsMax, onForgotten);
  }

  /** @throws Undecodable, UnknownSchema. */
  take(record: LogRecord): readonly Attributed[] {
    this.#attributed = [];
    const { inputs, source } = this.#processor.decode(record);
    if (source === undefined) for (const input of inputs) this.#process(input);
    else {
      // What was handed over is handed over again where a batch was cut off; one record has all of an offset.
      const taken = this.#taken.get(source.partition) ?? -1;
      for (const [i, input] of inputs.entries()) {
        if (source.offsets[i]! > taken) this.#process(input);
      }
      this.#taken.set(source.partition, Math.max(taken, ...source.offsets));
    }
    return this.#attributed;
  }

  #process(input: Input): void {
    this.#key = this.#processor.key(input);
    const { state } = this.#processor.process(input, this.#states.get(this.#key));
    this.#states.set(this.#key, state);
  }
}
