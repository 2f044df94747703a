const PREFIX = 'whsec_';
/** Bounds of a symmetric key in the Standard Webhooks specification. */
const KEY_BYTES_MIN = 24;
const KEY_BYTES_MAX = 64;

/** The key in a `whsec_…` secret; undefined when it is none. */
export function signingKey(secret: string): Buffer | undefined {
  if (!secret.startsWith(PREFIX)) return undefined;
  const text = secret.slice(PREFIX.length);
  const key = Buffer.from(text, 'base64');
  // Node skips what is not base64; only what comes out the same again was.
  const isBase64 = key.toString('base64').replace(/=+$/, '') === text.replace(/=+$/, '');
  return isBase64 && key.length >= KEY_BYTES_MIN && key.length <= KEY_BYTES_MAX ? key : undefined;
}
