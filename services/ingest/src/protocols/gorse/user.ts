import { USER_TYPE } from '@freshet/gorse';
import { isObject } from '@freshet/runtime';
import type { PostedEvent } from '../../event-schema.ts';
import { type Fault, fault } from '../../rejection.ts';

/** The event that a row of `POST /api/users` becomes or, where it `isPatch`, one of `PATCH`; or what is wrong with it. */
export function userEvents(row: unknown, isPatch: boolean): readonly PostedEvent[] | Fault {
  if (!isObject(row)) return fault('FIELD_TYPE', '', 'must be an object');
  const { UserId: userId, Labels, Comment } = row;
  if (userId == null || userId === '') return fault('FIELD_MISSING', '/UserId', 'is missing');
  if (typeof userId !== 'string') return fault('FIELD_TYPE', '/UserId', 'must be a string');
  if (Comment != null && typeof Comment !== 'string') {
    return fault('FIELD_TYPE', '/Comment', 'must be a string');
  }
  const gorse = {
    ...(isPatch && { Patch: true }),
    ...(Labels != null && { Labels }),
    ...(Comment != null && { Comment }),
  };
  return [{ type: USER_TYPE, userId, properties: { gorse } }];
}
