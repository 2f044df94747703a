import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** A password as it is kept: what scrypt (RFC 7914) makes of it, and with which parameters. */
export interface PasswordHash {
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelization: number;
  readonly salt: Buffer;
  readonly key: Buffer;
}

type Parameters = Pick<PasswordHash, 'cost' | 'blockSize' | 'parallelization'>;

/** 32 MiB and about 0.2 s of a core a try, as OWASP's password storage sheet has it for this memory. */
const PARAMETERS: Parameters = { cost: 2 ** 15, blockSize: 8, parallelization: 3 };
/** What a hash may ask of this machine, in bytes. */
const MEMORY_MAX = 256 * 1024 * 1024;
const PARALLELIZATION_MAX = 16;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const KEY_BYTES_MAX = 128;

type Options = { readonly N: number; readonly r: number; readonly p: number; maxmem: number };
const derive = promisify<string, Buffer, number, Options, Buffer>(scrypt);

/** The text of a password's hash: `scrypt:cost:block size:parallelization:salt:key`, without `$`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await keyOf(password, salt, KEY_BYTES, PARAMETERS);
  const { cost, blockSize, parallelization } = PARAMETERS;
  const numbers = [cost, blockSize, parallelization].join(':');
  return `scrypt:${numbers}:${salt.toString('base64url')}:${key.toString('base64url')}`;
}

/** Undefined for what is no hash, or asks for more than a machine should give. */
export function parsePasswordHash(text: string): PasswordHash | undefined {
  const match = /^scrypt:(\d{1,9}):(\d{1,4}):(\d{1,4}):([\w-]{16,200}):([\w-]{32,200})$/.exec(text);
  if (match === null) return undefined;
  const [cost, blockSize, parallelization] = match.slice(1, 4).map(Number) as [
    number,
    number,
    number,
  ];
  const [salt, key] = match.slice(4).map((part) => Buffer.from(part, 'base64url')) as [
    Buffer,
    Buffer,
  ];
  const isBounded =
    Number.isInteger(Math.log2(cost)) &&
    cost > 1 &&
    blockSize > 0 &&
    128 * cost * blockSize <= MEMORY_MAX &&
    parallelization > 0 &&
    parallelization <= PARALLELIZATION_MAX &&
    key.length <= KEY_BYTES_MAX;
  return isBounded ? { cost, blockSize, parallelization, salt, key } : undefined;
}

/** Compared in constant time. */
export async function isPassword(password: string, hash: PasswordHash): Promise<boolean> {
  const key = await keyOf(password, hash.salt, hash.key.length, hash);
  return timingSafeEqual(key, hash.key);
}

/** The same letters may be typed as different characters, so that they are composed first (RFC 8265). */
function keyOf(
  password: string,
  salt: Buffer,
  length: number,
  { cost: N, blockSize: r, parallelization: p }: Parameters,
): Promise<Buffer> {
  return derive(password.normalize('NFC'), salt, length, { N, r, p, maxmem: 2 * MEMORY_MAX });
}
