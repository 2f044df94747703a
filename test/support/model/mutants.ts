import type { Fence, StatePartition, Store } from '@freshet/store';
import type { Processor } from '@freshet/stream';
import { createItemsProcessor } from '../../../services/worker/src/processors/items.ts';
import { MemoryStore } from './memory-store.ts';
import { storeOf } from './process-ports.ts';
import {
  createFailingProfiles,
  deployment,
  derived,
  freshet,
  type Protocol,
  starting,
} from './protocol.ts';

/** The protocol without one of its protections each; the model has to notice. */
export const mutants: readonly { readonly without: string; readonly protocol: Protocol }[] = [
  {
    without: 'the fence check in read',
    protocol: { ...freshet, storeOf: (ports) => withTrustingReads(storeOf(ports)) },
  },
  {
    without: 'the fence check in apply',
    protocol: { ...freshet, createStore: () => new UnfencedStore() },
  },
  {
    without: 'the source-offset check',
    protocol: {
      ...freshet,
      processors: (flushKeysMax) => [
        starting({ ...createFailingProfiles(), flushKeysMax }),
        starting({ ...withoutSource(createItemsProcessor(deployment, derived)), flushKeysMax }),
      ],
    },
  },
];

class UnfencedStore extends MemoryStore {
  override apply(change: Parameters<MemoryStore['apply']>[0]) {
    this.write(change);
    return { stale: false } as const;
  }
}

/**
 * A read says that the fence stands where its reader last saw it, so that reads of further keys are
 * taken for what they are not. Reads of the fence alone, and the first look at a partition, are honest.
 */
function withTrustingReads(store: Store): Store {
  const seen = new Map<string, Fence | undefined>();
  const nameOf = ({ group, partition }: StatePartition) => `${group}/${partition}`;
  return {
    ...store,
    async read(partition, keys) {
      const state = await store.read(partition, keys);
      if (keys.length === 0) return state;
      const isFirstLook = keys.every((key) => key.startsWith('\u0000'));
      if (isFirstLook) seen.set(nameOf(partition), state.fence);
      return { ...state, fence: seen.get(nameOf(partition)) };
    },
    async apply(change) {
      const applied = await store.apply(change);
      if (!applied.stale) seen.set(nameOf(change.partition), change.next);
      return applied;
    },
  };
}

function withoutSource<I, S, O>(processor: Processor<I, S, O>): Processor<I, S, O> {
  return { ...processor, decode: (record) => ({ inputs: processor.decode(record).inputs }) };
}
