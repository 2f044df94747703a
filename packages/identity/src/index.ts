export {
  type Kept,
  ERASED_MS,
  KEPT_MS,
  LINKS_MAX,
  isErased,
  isNobody,
  nobody,
  type Redirect,
} from './kept.ts';
export { type Mergeable, PATH_MAX } from './passing-on.ts';
export { type Taken, takeEvent } from './take-event.ts';
export { takeHandover } from './take-handover.ts';
