import { eraseEvent } from './erase-event.ts';
import { type Handover, handoversCodec, isHandovers } from './handovers.ts';
import { parseProfileKey } from './keys.ts';
import { eventOutline } from './event-outline.ts';
import { behaviourEventCodec } from './schemas.ts';
import type { BehaviourEvent } from './types.ts';

/**
 * The erasures in what profiles tell each other: of who was tied to somebody that was asked for. As if each had
 * been asked for by itself, for who keeps something by id and does not know who is who. None in an event.
 * @throws Undecodable, UnknownSchema.
 */
export function tiedErasures(value: Uint8Array | null): readonly BehaviourEvent[] {
  if (value === null || !isHandovers(value)) return [];
  return handoversCodec.decode(value).handovers.flatMap(erasureIn);
}

function erasureIn(handover: Handover): BehaviourEvent[] {
  if (handover.kind === 'forget') {
    return [eraseEvent(parseProfileKey(handover.key), handover.since)];
  }
  if (handover.kind !== 'event' || eventOutline(handover.value)?.type !== 'erase') return [];
  return [behaviourEventCodec.decode(handover.value)];
}
