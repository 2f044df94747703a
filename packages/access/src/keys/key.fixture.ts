import type { KeyRecord } from './key-record.ts';
import { formatKey, hashOfSecret, type KeyKind, newKey } from './key-text.ts';

export interface TestKey {
  /** What its holder sends. */
  readonly text: string;
  readonly record: KeyRecord;
}

/** A key made in 2026 that counts, but for what is said otherwise. */
export function testKey(kind: KeyKind, otherwise: Partial<KeyRecord> = {}): TestKey {
  const key = newKey(kind);
  const record: KeyRecord = {
    id: key.id,
    kind,
    hash: hashOfSecret(key.secret),
    site: 'default',
    label: '',
    scopes: kind === 'publishable' ? ['events', 'recommend'] : ['inspect'],
    origins: [],
    createdAt: Date.UTC(2026, 0, 1),
    expiresAt: null,
    revokedAt: null,
    ...otherwise,
  };
  return { text: formatKey(key), record };
}
