import { hash, randomInt } from 'node:crypto';

/** Publishable keys stand in pages for all to read; secret ones are for servers. */
export type KeyKind = 'publishable' | 'secret';

const prefixes: Record<KeyKind, string> = { publishable: 'freshet_pk_', secret: 'freshet_sk_' };
const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 12;
/** 256 bits, so that a plain hash keeps it: there is nothing to be guessed. */
const SECRET_LENGTH = 43;

export const keyIdPattern = `^[0-9A-Za-z]{${ID_LENGTH}}$`;

/**
 * `freshet_sk_<id>_<secret>`: the prefix is what secret scanners look for, letters and digits are what
 * a double click marks, and the id, which is no secret, finds the key in lists and logs.
 */
const pattern = new RegExp(
  `^freshet_([ps])k_([0-9A-Za-z]{${ID_LENGTH}})_([0-9A-Za-z]{${SECRET_LENGTH}})$`,
);

export interface KeyText {
  readonly kind: KeyKind;
  readonly id: string;
  readonly secret: string;
}

/** The parts of a key; undefined where the text is none. */
export function parseKey(text: string): KeyText | undefined {
  const [, letter, id, secret] = pattern.exec(text) ?? [];
  if (id === undefined || secret === undefined) return undefined;
  return { kind: letter === 'p' ? 'publishable' : 'secret', id, secret };
}

export function formatKey({ kind, id, secret }: KeyText): string {
  return `${prefixes[kind]}${id}_${secret}`;
}

/** A key that nobody has, by the system's random numbers. */
export function newKey(kind: KeyKind): KeyText {
  return { kind, id: randomLetters(ID_LENGTH), secret: randomLetters(SECRET_LENGTH) };
}

/** What is kept of a secret. */
export function hashOfSecret(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

function randomLetters(length: number): string {
  return Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
