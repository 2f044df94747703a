export { type Access, type AccessOptions, followAccess, KEYS_NAME, openAccess } from './access.ts';
export { guardRoutes } from './guard/guard.ts';
export {
  type Caller,
  callerOf,
  isPublic,
  requireKeyScope,
  requireScope,
  siteOf,
  siteOfAny,
} from './guard/caller.ts';
export { takeEvents } from './guard/take-events.ts';
export { provenUser, requireUser } from './guard/identity.ts';
export type { KeySet } from './key-file/document.ts';
export { readKeyFile } from './key-file/read.ts';
export { changeKeyFile } from './key-file/write.ts';
export {
  endingKey,
  type KeyChange,
  type KeyWish,
  type LimitChange,
  livingKey,
  type MadeKey,
  makeKey,
  withChange,
  withIdentity,
  withKey,
  withoutKey,
  withoutNulls,
} from './keys/changes.ts';
export { endOf, type KeyRecord } from './keys/key-record.ts';
export type { KeyKind } from './keys/key-text.ts';
export { isLimit, type KeyLimits, LIMIT_MAX, limitNames } from './limits/key-limits.ts';
export { KeyLimiter } from './limits/key-limiter.ts';
export { memoryCounter } from './limits/memory-counter.ts';
export { isOriginRule } from './keys/origin.ts';
export { publishableScopes, scopeNames } from './keys/scope.ts';
