import { hkdfSync } from 'node:crypto';
import { jwtDecrypt } from 'jose/jwt/decrypt';
import { EncryptJWT } from 'jose/jwt/encrypt';

/** What a sealed text is for, so that one is not taken for another. */
type Purpose = 'session' | 'attempt';

const KEY_BYTES = 32;

/**
 * Texts that only this deployment can make and read: JSON Web Tokens encrypted with AES-256-GCM
 * (RFC 7516), so that no process has to keep what browsers bring back.
 */
export class Seal {
  readonly #key: Uint8Array;

  /** `login` is what decides who may log in: with another password nothing sealed before is valid. */
  constructor(secret: string, login: string) {
    this.#key = new Uint8Array(hkdfSync('sha256', secret, login, 'freshet dashboard', KEY_BYTES));
  }

  seal(purpose: Purpose, content: object): Promise<string> {
    return new EncryptJWT({ content })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setAudience(purpose)
      .encrypt(this.#key);
  }

  /** Undefined for what was not sealed here, or for another purpose; how old it is says `content`. */
  async open<T>(purpose: Purpose, text: string): Promise<T | undefined> {
    try {
      const { payload } = await jwtDecrypt(text, this.#key, {
        audience: purpose,
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      });
      return payload['content'] as T;
    } catch {
      return undefined;
    }
  }
}
