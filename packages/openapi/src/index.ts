export { describeRoutes } from './describe-routes.ts';
export { site } from './parameters.ts';
export { refusedEntries, rejections } from './refusals.ts';
export {
  closed,
  described,
  flag,
  freeForm,
  integer,
  list,
  members,
  nullable,
  number,
  object,
  oneOf,
  text,
  time,
} from './schemas.ts';
