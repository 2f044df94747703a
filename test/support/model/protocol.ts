import { FIRST_NAMESPACE, namespaceTopics } from '@freshet/events';
import { deployments } from '@freshet/recommend';
import type { Store } from '@freshet/store';
import {
  type Processor,
  type ProcessorRuntime,
  type RunningProcessor,
  runProcessor,
} from '@freshet/stream';
import { createItemsProcessor } from '../../../services/worker/src/processors/items.ts';
import { createProfilesProcessor } from '../../../services/worker/src/processors/profiles.ts';
import { MemoryStore } from './memory-store.ts';
import { type PortOptions, storeOf } from './process-ports.ts';
import { failsAs } from './visits.ts';

export const deployment = deployments.shop;
export const derived = namespaceTopics({ name: FIRST_NAMESPACE, events: null });

/** Group `profiles`, failing where visits say so: after it has changed the state. */
export function createFailingProfiles() {
  const processor = createProfilesProcessor(deployment, derived, {
    name: FIRST_NAMESPACE,
    to: null,
  });
  const { process, derived: sending } = processor;
  return {
    ...processor,
    process(told, state) {
      const result = process(told, state);
      if ('input' in told && failsAs(told.input, 'unprocessable'))
        throw new TypeError('injected: process');
      return result;
    },
    derived: {
      ...sending!,
      encode(source, sourced) {
        const isBroken = sourced.outputs.some(({ event }) => failsAs(event, 'unsendable'));
        if (isBroken) throw new RangeError('injected: encode');
        return sending!.encode(source, sourced);
      },
    },
  } satisfies typeof processor;
}

export type StartProcessor = (runtime: ProcessorRuntime) => Promise<RunningProcessor>;

/** What keeps the effect exactly-once: a mutant takes a part of it away. */
export interface Protocol {
  createStore(): MemoryStore;
  /** The store as one process reaches it. */
  storeOf(ports: PortOptions): Store;
  /** @param keysMax changed keys at which state is written in any case; slices touch half as many. */
  processors(keysMax: number): StartProcessor[];
}

export const freshet: Protocol = {
  createStore: () => new MemoryStore(),
  storeOf,
  processors: (flushKeysMax) => [
    starting({ ...createFailingProfiles(), flushKeysMax }),
    starting({ ...createItemsProcessor(deployment, derived), flushKeysMax }),
  ],
};

export function starting<I, S, O>(processor: Processor<I, S, O>): StartProcessor {
  return (runtime) => runProcessor(processor, runtime);
}
