import { timingSafeEqual } from 'node:crypto';
import { hash48 } from '@freshet/recommend';
import { HttpProblem } from '@freshet/runtime';
import type { Signer } from '@freshet/stream';
import type { Visitor } from '../query/visitor.ts';

/** For so long a page's cursor brings the next one. */
export const CURSOR_MS = 30 * 60_000;
/** Items that the pages of one list have together; a cursor has six bytes for each. */
export const SERVED_MAX = 1_000;

const DOMAIN = 'cursor';
const VERSION = 1;
/** Of the 32 bytes of the HMAC, as RFC 2104 (5) allows. */
const MAC_BYTES = 16;
const HASH_BYTES = 6;
/** Version, expiry, site and visitor, each of the last three in six bytes. */
const HEAD_BYTES = 1 + 3 * HASH_BYTES;
const BYTES_MAX = HEAD_BYTES + SERVED_MAX * HASH_BYTES + MAC_BYTES;
export const CURSOR_CHARACTERS_MAX = Math.ceil((BYTES_MAX * 4) / 3);

/** Whose list goes on. */
export interface Asker {
  readonly site: string;
  readonly visitor: Visitor;
}

/**
 * A cursor that knows what was served (`hash48` of each id), so that nothing of it has to be kept: signed,
 * for one visitor of one site, up to `expiresAt` (epoch ms). In base64url.
 */
export function encodeCursor(
  { site, visitor }: Asker,
  { served, expiresAt }: { readonly served: readonly number[]; readonly expiresAt: number },
  signer: Signer,
): string {
  const length = HEAD_BYTES + served.length * HASH_BYTES;
  const bytes = Buffer.allocUnsafe(length + MAC_BYTES);
  bytes[0] = VERSION;
  const numbers = [expiresAt, hash48(site), hashOf(visitor), ...served];
  for (const [i, number] of numbers.entries())
    bytes.writeUIntBE(number, 1 + i * HASH_BYTES, HASH_BYTES);
  bytes.write(signer.sign(DOMAIN, bytes.subarray(0, length)), length, MAC_BYTES, 'latin1');
  return bytes.toString('base64url');
}

/**
 * What was served so far, as hashes.
 * @throws HttpProblem CURSOR_INVALID, CURSOR_EXPIRED, CURSOR_OF_OTHER_SITE, CURSOR_OF_OTHER_VISITOR.
 */
export function decodeCursor(
  text: string,
  { site, visitor }: Asker,
  now: number,
  signer: Signer,
): number[] {
  const bytes = Buffer.from(text, 'base64url');
  // Compared as text as well: Node reads over what is no base64url.
  if (!isSigned(bytes, signer) || bytes.toString('base64url') !== text) {
    throw refusal('CURSOR_INVALID', 'is none that was given out; take it from next as it stands');
  }
  const [expiresAt, ofSite, ofVisitor, ...served] = numbersIn(bytes);
  if (expiresAt! <= now) {
    throw refusal(
      'CURSOR_EXPIRED',
      `holds for ${CURSOR_MS / 60_000} minutes; begin anew without it`,
    );
  }
  if (ofSite !== hash48(site)) {
    throw refusal('CURSOR_OF_OTHER_SITE', `is none of the site ${site}; begin anew without it`);
  }
  if (ofVisitor !== hashOf(visitor)) {
    const advice =
      'was given to another visitor; ask with the same userId or anonymousId, or without it';
    throw refusal('CURSOR_OF_OTHER_VISITOR', advice);
  }
  return served;
}

function isSigned(bytes: Buffer, signer: Signer): boolean {
  const length = bytes.length - MAC_BYTES;
  const isWhole = length >= HEAD_BYTES && (length - HEAD_BYTES) % HASH_BYTES === 0;
  if (!isWhole || length + MAC_BYTES > BYTES_MAX || bytes[0] !== VERSION) return false;
  const mac = signer.sign(DOMAIN, bytes.subarray(0, length)).slice(0, MAC_BYTES);
  return timingSafeEqual(Buffer.from(mac, 'latin1'), bytes.subarray(length));
}

function numbersIn(bytes: Buffer): number[] {
  const numbers: number[] = [];
  for (let at = 1; at < bytes.length - MAC_BYTES; at += HASH_BYTES) {
    numbers.push(bytes.readUIntBE(at, HASH_BYTES));
  }
  return numbers;
}

function hashOf({ userId, anonymousId }: Visitor): number {
  return hash48(JSON.stringify(userId === null ? { anonymousId } : { userId }));
}

function refusal(code: string, why: string): HttpProblem {
  return new HttpProblem(400, { code, message: `The cursor ${why}.`, pointer: '/cursor' });
}
