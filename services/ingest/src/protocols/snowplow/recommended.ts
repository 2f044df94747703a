import { isPosition } from '../position.ts';
import { textOf } from '../text.ts';
import { type Draft, numberOf } from './row.ts';
import type { SelfDescribing } from './self-describing.ts';

/**
 * Which answer of ours led to an event, as an entity says that sites add for it:
 * `iglu:io.freshet/recommendation/jsonschema/1-0-0` with `recommId`, and `position` if it is not the product's.
 */
export function recommendedBy(entities: readonly SelfDescribing[], productAt?: unknown): Draft {
  const entity = entities.find(isRecommendation);
  if (entity === undefined) return {};
  const position = numberOf(entity.data.position) ?? numberOf(productAt);
  return { recommId: textOf(entity.data.recommId), ...(isPosition(position) && { position }) };
}

function isRecommendation({ vendor, name }: SelfDescribing): boolean {
  return vendor === 'io.freshet' && name === 'recommendation';
}
