import avro from 'avsc';
import { codecHeader } from './codec.ts';
import { behaviourEventCodec } from './schemas.ts';

const text = avro.Type.forSchema('string');
const header = codecHeader(behaviourEventCodec.written);

/**
 * How the record of an event with this id begins, and no other's: the id is the first field. Finds it
 * among records written by this process without decoding them.
 */
export function eventPrefix(id: string): Buffer {
  return Buffer.concat([header, text.toBuffer(id)]);
}
