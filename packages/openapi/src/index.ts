export { describeRoutes } from './describe-routes.ts';
export { refusedEntries, rejections } from './refusals.ts';
export {
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
