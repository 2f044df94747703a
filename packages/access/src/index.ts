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
