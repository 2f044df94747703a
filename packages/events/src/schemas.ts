import { readFileSync } from 'node:fs';
import { createCodec, type SchemaVersion } from './codec.ts';
import type { NamespacePlan } from './namespaces.ts';
import type {
  BehaviourEvent,
  CatalogueItem,
  DeadLetter,
  ItemSignals,
  ItemStats,
  SettledLetters,
} from './types.ts';

/** Every kind of record that crosses a topic, with all versions ever written. Ids are for ever. */
export const behaviourEventCodec = createCodec<BehaviourEvent>('behaviour-event', [
  version(1, 'behaviour-event.1'),
]);
export const itemSignalsCodec = createCodec<ItemSignals>('item-signals', [
  version(6, 'item-signals.1'),
]);
export const itemStatsCodec = createCodec<ItemStats>('item-stats', [version(3, 'item-stats.1')]);
export const catalogueItemCodec = createCodec<CatalogueItem>('catalogue-item', [
  version(4, 'catalogue-item.1'),
]);
export const deadLetterCodec = createCodec<DeadLetter>('dead-letter', [
  version(5, 'dead-letter.1'),
  version(8, 'dead-letter.2'),
]);
export const settledLettersCodec = createCodec<SettledLetters>('settled-letters', [
  version(7, 'settled-letters.1'),
]);
export const namespacePlanCodec = createCodec<NamespacePlan>('namespace-plan', [
  version(11, 'namespace-plan.1'),
]);

function version(id: number, file: string): SchemaVersion {
  const url = new URL(`../schemas/${file}.avsc`, import.meta.url);
  return { id, schema: JSON.parse(readFileSync(url, 'utf8')) as object };
}
