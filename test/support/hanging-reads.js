/**
 * For `node --import`: a store that never answers a read of the visitor `kim`, past all deadlines of
 * its own. It stands for any call in a handler that does not come back. JavaScript, since a worker's
 * threads import it before they can read anything else.
 */
import { Redis } from 'ioredis';

const read = Redis.prototype.mgetBuffer;
Redis.prototype.mgetBuffer = function hangingRead(...call) {
  if (call.flat().some((key) => String(key).endsWith('/u/kim'))) return new Promise(() => {});
  return Reflect.apply(read, this, call);
};
