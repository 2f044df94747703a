import {
  type BehaviourEvent,
  behaviourEventCodec,
  itemKey,
  partitionOf,
  profileKey,
  topics,
  Undecodable,
} from '@freshet/events';
import {
  applyEvent,
  applySignal,
  type Deployment,
  type EventSignal,
  emptyItemState,
  emptyProfile,
  type ItemState,
  isExpired,
  type Profile,
} from '@freshet/recommend';
import type { LogRecord } from '@freshet/stream';
import { decodeSignals } from '../../../services/worker/src/processors/signal-message.ts';
import type { MemoryLog } from './memory-log.ts';
import { failsAs } from './visits.ts';

/** A signal with the place of the event behind it. */
interface PlacedSignal {
  readonly key: string;
  readonly source: number;
  readonly offset: number;
  readonly signal: EventSignal<BehaviourEvent>;
}

export interface ExpectedState {
  /** Per partition of the group's input, by key. */
  readonly profiles: readonly ReadonlyMap<string, Profile>[];
  readonly items: readonly ReadonlyMap<string, ItemState>[];
  /** Offsets of source partitions whose signals never came to their target partition. */
  readonly missing: readonly string[];
  /** Step and place of the records that belong into `dead.letters`. */
  readonly buried: readonly string[];
}

/**
 * What the log alone says that profiles and items must be: every event and every signal once, in log
 * order, without batches, owners, fences or crashes.
 */
export function plainModel(log: MemoryLog, deployment: Deployment): ExpectedState {
  const sources = partitionsOf(log, topics.behaviourEvents.name).map((records, source) =>
    foldEvents(records, source, deployment),
  );
  const signals = sources.flatMap((source) => source.signals);
  const targets = partitionsOf(log, topics.itemSignals.name).map((records, target, { length }) =>
    foldSignals(
      records,
      signals.filter(({ key }) => partitionOf(key, length) === target),
      deployment,
    ),
  );
  return {
    profiles: sources.map(({ profiles }) => profiles),
    items: targets.map(({ items }) => items),
    buried: sources.flatMap((source) => source.buried),
    missing: targets.flatMap(({ missing }, target) =>
      missing.map((place) => `${place} for item.signals/${target}`),
    ),
  };
}

function partitionsOf(log: MemoryLog, topic: string): LogRecord[][] {
  return Array.from({ length: log.partitions(topic) }, (_, i) => log.records(topic, i));
}

function foldEvents(records: readonly LogRecord[], source: number, deployment: Deployment) {
  const profiles = new Map<string, Profile>();
  const signals: PlacedSignal[] = [];
  const buried: string[] = [];
  for (const { offset, value } of records) {
    const event = decodeEvent(value!);
    if (event === undefined) {
      buried.push(`decode behaviour.events/${source}@${offset}`);
      continue;
    }
    const key = profileKey(event);
    if (event.type === 'erase' && !failsAs(event, 'unprocessable')) {
      profiles.delete(key);
      continue;
    }
    const known = profiles.get(key);
    const isNew = known === undefined || isExpired(known, event.at);
    const profile = isNew ? emptyProfile() : structuredClone(known);
    const said = applyEvent(profile, event, deployment);
    if (failsAs(event, 'unprocessable') || (failsAs(event, 'unsendable') && said.length > 0)) {
      buried.push(`process behaviour.events/${source}@${offset}`);
      continue;
    }
    profiles.set(key, profile);
    for (const signal of said) {
      signals.push({ key: itemKey(event.site, signal.itemId), source, offset, signal });
    }
  }
  return { profiles, signals, buried };
}

function decodeEvent(value: Uint8Array): BehaviourEvent | undefined {
  try {
    return behaviourEventCodec.decode(value);
  } catch (error) {
    if (error instanceof Undecodable) return undefined;
    throw error;
  }
}

/**
 * What signals say is taken from `signals`; the topic only tells in which order the events of the
 * several source partitions came first, which is nobody's to decide (DESIGN's order between sources).
 */
function foldSignals(
  records: readonly LogRecord[],
  signals: readonly PlacedSignal[],
  deployment: Deployment,
) {
  const waiting = new Map<string, PlacedSignal[]>();
  for (const signal of signals) {
    const place = `behaviour.events/${signal.source}@${signal.offset}`;
    waiting.set(place, [...(waiting.get(place) ?? []), signal]);
  }
  const items = new Map<string, ItemState>();
  for (const { value } of records) {
    const { sourcePartition, offsets } = decodeSignals(value!);
    for (const offset of offsets) {
      const place = `behaviour.events/${sourcePartition}@${offset}`;
      for (const { key, signal } of waiting.get(place) ?? []) {
        const item = items.get(key) ?? emptyItemState();
        items.set(key, item);
        applySignal(item, signal, signal.event.at, deployment);
      }
      waiting.delete(place);
    }
  }
  return { items, missing: [...waiting.keys()] };
}
