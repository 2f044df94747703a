import { randomFillSync } from 'node:crypto';

/** Written over in place: a text put together from pieces is copied once more where it is read. */
const id = Buffer.from('00000000-0000-7000-8000-000000000000');
const HEX = Buffer.from('0123456789abcdef');
const VARIANT_AT = 19;
/** Where the other random digits stand. */
const RANDOM_AT = [15, 16, 17, 20, 21, 22, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35];
const random = Buffer.alloc(8192);
let drawn = random.length;
let newestMs = -1;

/**
 * The id of an event that came without one: a UUIDv7 (RFC 9562 §5.7), which sorts by the time it was
 * taken and cannot be guessed from another.
 */
export function newEventId(epochMs: number): string {
  if (epochMs !== newestMs) {
    const time = epochMs.toString(16).padStart(12, '0');
    id.write(`${time.slice(0, 8)}-${time.slice(8)}`);
    newestMs = epochMs;
  }
  if (drawn + RANDOM_AT.length >= random.length) {
    randomFillSync(random);
    drawn = 0;
  }
  id[VARIANT_AT] = HEX[8 | (random[drawn++]! & 3)]!;
  for (const at of RANDOM_AT) id[at] = HEX[random[drawn++]! & 15]!;
  return id.toString('latin1');
}
