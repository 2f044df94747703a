import avro from 'avsc';
import { copiedEvent } from './copied-event.ts';
import { behaviourEventCodec } from './schemas.ts';
import type { BehaviourEvent } from './types.ts';

/** What tells whether an event is of interest, without reading all of it. */
export type EventOutline = Pick<BehaviourEvent, 'type' | 'receivedAt' | 'recommId'>;

const ID_AT = 1;
const BODY_AT = 5;

const outline = avro.Type.forSchema({
  type: 'record',
  name: 'BehaviourEvent',
  namespace: 'freshet',
  fields: [
    { name: 'type', type: 'string' },
    { name: 'receivedAt', type: 'long' },
    { name: 'recommId', type: ['null', 'string'], default: null },
  ],
});

/** What every version of an event has, the rest of it stepped over. */
const resolvers = new Map(
  behaviourEventCodec.versions.map(({ id, schema }) => {
    const written = avro.Type.forSchema(schema as avro.Schema, { registry: {} });
    return [id, outline.createResolver(written)] as const;
  }),
);

/**
 * Of a record of events, at a fraction of what it takes to decode it; undefined where that fails: its
 * decoding says why.
 */
export function eventOutline(value: Uint8Array): EventOutline | undefined {
  const copy = copiedEvent(value);
  const bytes = copy === undefined ? value : copy.value;
  if (bytes === null || bytes.length < BODY_AT) return undefined;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const resolver = resolvers.get(buffer.readInt32BE(ID_AT));
  if (resolver === undefined) return undefined;
  try {
    const { value: read, offset } = outline.decode(buffer, BODY_AT, resolver);
    return offset < 0 ? undefined : (read as EventOutline);
  } catch {
    return undefined;
  }
}
