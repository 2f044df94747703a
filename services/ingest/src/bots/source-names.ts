import { createHmac, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';

const DAY_MS = 86_400_000;
/** Groups of an IPv6 address that one customer has (RFC 6177). */
const CUSTOMER_GROUPS = 4;
const GROUPS = 8;

/**
 * Names for addresses, for a day: a keyed hash whose key lies in the memory of this process alone and is
 * thrown away with the day, so that what is counted by it leads back to nobody. Never logged, never stored.
 */
export class SourceNames {
  #key = randomBytes(32);
  #day = 0;

  nameOf(address: string, nowMs: number): string {
    const day = Math.floor(nowMs / DAY_MS);
    if (day > this.#day) {
      this.#key = randomBytes(32);
      this.#day = day;
    }
    return createHmac('sha256', this.#key).update(networkOf(address)).digest('base64url');
  }
}

/** An IPv4 address is one; of IPv6 a customer has 2^64, any of them for the asking. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped !== null) return mapped[1]!;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('%')[0]!.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: GROUPS - groups.length - after.length }, () => '0');
  const all = [...groups, ...zeros, ...after].slice(0, CUSTOMER_GROUPS);
  return all.map((group) => group.replace(/^0+(?=.)/, '')).join(':');
}
