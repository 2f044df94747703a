import { FreshetError, type Scope } from '@freshet/runtime';
import { KEYS_MAX } from '../key-file/bounds.ts';
import type { KeySet } from '../key-file/document.ts';
import type { KeyLimits } from '../limits/key-limits.ts';
import { endOf, type KeyRecord } from './key-record.ts';
import { formatKey, hashOfSecret, type KeyKind, newKey } from './key-text.ts';

/** What somebody who makes a key decides. */
export interface KeyWish {
  readonly kind: KeyKind;
  readonly site: string;
  readonly label: string;
  readonly scopes: readonly Scope[];
  readonly origins: readonly string[];
  readonly limits?: KeyLimits;
  /** Epoch ms. */
  readonly expiresAt: number | null;
}

/** What of a key may be another without a new secret; what is left out stays. */
export interface KeyChange {
  readonly label?: string;
  readonly origins?: readonly string[];
  /** null: no longer limited. */
  readonly limits?: LimitChange;
}

export type LimitChange = { readonly [name in keyof KeyLimits]?: number | null };

/** A key as it is made: the only time that its text is known. */
export interface MadeKey {
  readonly text: string;
  readonly record: KeyRecord;
}

export function makeKey(wish: KeyWish, now: number): MadeKey {
  const key = newKey(wish.kind);
  const { kind, site, label, scopes, origins, limits, expiresAt } = wish;
  const record: KeyRecord = {
    id: key.id,
    kind,
    hash: hashOfSecret(key.secret),
    site,
    label,
    scopes,
    origins,
    ...(limits !== undefined && { limits }),
    createdAt: now,
    expiresAt,
    revokedAt: null,
  };
  return { text: formatKey(key), record };
}

/** @throws FreshetError KEY_REFUSED where there is no room. */
export function withKey(set: KeySet, { record }: MadeKey): KeySet {
  if (set.keys.length < KEYS_MAX) return { ...set, keys: [...set.keys, record] };
  const message = `The key file holds ${KEYS_MAX} keys, which is as many as there can be; take revoked ones out of it.`;
  throw new FreshetError('KEY_REFUSED', message);
}

/** With a new secret for tokens of a site's users; the one before it counts until the next. */
export function withIdentity(set: KeySet, site: string, secret: Buffer): KeySet {
  const own = (set.identities ?? []).filter((one) => one.site === site);
  const others = (set.identities ?? []).filter((one) => one.site !== site);
  return { ...set, identities: [{ site, secret }, ...own.slice(0, 1), ...others] };
}

/** The key as it is to be replaced: it counts `graceMs` longer, or until it would have ended anyway. */
export function endingKey(set: KeySet, id: string, now: number, graceMs: number): KeySet {
  const key = livingKey(set, id, now);
  const expiresAt = Math.min(key.expiresAt ?? Infinity, now + graceMs);
  return changed(set, { ...key, expiresAt });
}

/** @throws FreshetError KEY_REFUSED for one that counts no more, and for origins of a secret key. */
export function withChange(set: KeySet, id: string, change: KeyChange, now: number): KeySet {
  const { limits: before, ...key } = livingKey(set, id, now);
  const { label = key.label, origins = key.origins } = change;
  if (key.kind === 'secret' && origins.length > 0) {
    const message = `The key ${id} is a secret one, which no page has; origins are of publishable keys.`;
    throw new FreshetError('KEY_REFUSED', message);
  }
  const limits = withoutNulls({ ...before, ...change.limits });
  return changed(set, { ...key, label, origins, ...(limits !== undefined && { limits }) });
}

/** Without the key, from now on; revoking one again changes nothing. */
export function withoutKey(set: KeySet, id: string, now: number): KeySet {
  const key = keyOf(set, id);
  return changed(set, { ...key, revokedAt: key.revokedAt ?? now });
}

/** @throws FreshetError KEY_REFUSED for one that counts no more. */
export function livingKey(set: KeySet, id: string, now: number): KeyRecord {
  const key = keyOf(set, id);
  const end = endOf(key, now);
  if (end === undefined) return key;
  throw new FreshetError('KEY_REFUSED', `The key ${id} is ${end}; create another one.`);
}

function keyOf({ keys }: KeySet, id: string): KeyRecord {
  const key = keys.find((one) => one.id === id);
  if (key !== undefined) return key;
  const message = `There is no key with the id ${id}; freshet keys list shows them.`;
  throw new FreshetError('KEY_REFUSED', message);
}

/** Limits that are some; undefined where none is left. */
export function withoutNulls(limits: LimitChange): KeyLimits | undefined {
  const some = Object.entries(limits).filter(([, limit]) => limit !== null);
  return some.length === 0 ? undefined : (Object.fromEntries(some) as KeyLimits);
}

const changed = (set: KeySet, by: KeyRecord): KeySet => ({
  ...set,
  keys: set.keys.map((key) => (key.id === by.id ? by : key)),
});
