import { type NamespaceTopics, Undecodable } from '@freshet/events';
import { applySignal, type Deployment, emptyItemState, type ItemState } from '@freshet/recommend';
import { encodeItemStats, GROUPS, ITEM_IDLE_S, itemCodec } from '@freshet/store';
import type { Processor } from '@freshet/stream';
import { decodeSignals, type KeyedSignal } from './signal-message.ts';

/**
 * State of busy items lives in memory and is written at most so often: without this, every visit
 * writes four lists of some kilobytes, and write amplification is the first wall at scale.
 */
const FLUSH_INTERVAL_MS = 1_000;

/** Group `items`: item.signals → one state per item, and its line in item.stats. */
export function createItemsProcessor(
  deployment: Deployment,
  { itemSignals, itemStats }: Pick<NamespaceTopics, 'itemSignals' | 'itemStats'>,
): Processor<KeyedSignal, ItemState, never> {
  return {
    group: GROUPS.items,
    input: itemSignals,
    codec: itemCodec,
    stateTtlS: ITEM_IDLE_S,
    flushIntervalMs: FLUSH_INTERVAL_MS,
    flushKeysMax: 1_000,
    decode({ value }) {
      if (value === null) throw new Undecodable('item-signals', 'an empty value');
      const { sourcePartition, offsets, signals } = decodeSignals(value);
      return { inputs: signals, source: { partition: sourcePartition, offsets } };
    },
    key: ({ key }) => key,
    at: (signal) => signal.at,
    receivedAt: (signal) => signal.receivedAt,
    process(signal, known) {
      const item = known ?? emptyItemState();
      applySignal(item, signal, signal.at, deployment);
      return { state: item, outputs: [] };
    },
    snapshot: {
      topic: itemStats.name,
      record: (key, state) => ({ key, value: encodeItemStats(key, state) }),
    },
  };
}
