import { getRandomValues } from 'node:crypto';
import { V7Generator } from 'uuidv7';

/** Random numbers are drawn so many at a time: one draw costs a microsecond, whatever its size. */
const pool = new Uint32Array(1024);
let drawn = pool.length;

const generator = new V7Generator({
  nextUint32() {
    if (drawn === pool.length) {
      getRandomValues(pool);
      drawn = 0;
    }
    return pool[drawn++]!;
  },
});

/** The id of an event that came without one: a UUIDv7 (RFC 9562), rising within this process. */
export function newEventId(): string {
  return generator.generate().toString();
}
