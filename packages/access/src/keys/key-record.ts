import type { Scope } from '@freshet/runtime';
import type { KeyLimits } from '../limits/key-limits.ts';
import type { KeyKind } from './key-text.ts';

/** The site of a key that may name any in `?site=`. */
export const ANY_SITE = '*';

/** All that is known of a key; its secret is not. */
export interface KeyRecord {
  readonly id: string;
  readonly kind: KeyKind;
  /** SHA-256 of the secret. */
  readonly hash: Buffer;
  /** Whose data it reads and writes; ANY_SITE with secret keys only. */
  readonly site: string;
  /** What people know it by. */
  readonly label: string;
  readonly scopes: readonly Scope[];
  /** Of a publishable key: origins of pages that may use it, as `https://shop.example` or `https://*.shop.example`; none: all. */
  readonly origins: readonly string[];
  /** Without them it may be used as much as the processes bear. */
  readonly limits?: KeyLimits;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
}

/** Why a key counts no more; undefined while it does. */
export function endOf(key: KeyRecord, now: number): 'revoked' | 'expired' | undefined {
  if (key.revokedAt !== null) return 'revoked';
  return key.expiresAt !== null && key.expiresAt <= now ? 'expired' : undefined;
}
